import type {ErrorGroup, ErrorReport} from '../../../analysis/errors/error-report.ts';
import {wrap} from '../../../text/width.ts';
import type {BlockLine} from './block.ts';
import {sparkline} from './charts.ts';
import {severityTones, trendWords} from './error-block.ts';
import {number, percent} from './words.ts';

const indent = 6;

/** All errors in full: by category, and in it by pattern, most often first. */
export const errorLines = (
	{groups, recovery}: ErrorReport,
	{width, day}: {readonly width: number; readonly day: (at: number) => string},
): readonly BlockLine[] => {
	const categories = [...Map.groupBy(groups, ({category}) => category)]
		.map(([category, own]) => ({
			category,
			own,
			count: own.reduce((sum, {count}) => sum + count, 0),
		}))
		.sort((a, b) => b.count - a.count);
	return [
		[
			{text: 'ERRORS', tone: 'strong'},
			{text: '  by category and pattern', tone: 'dim'},
			{text: '  E all figures', tone: 'dim'},
		],
		...(groups.length === 0
			? [[{text: 'No attempt that is known has failed.', tone: 'completed' as const}]]
			: wrap(
					`${number(recovery.recovered)} of ${number(recovery.of)} failed or interrupted attempts were completed later`,
					width,
				).map((text): BlockLine => [{text, tone: 'dim'}])),
		...categories.flatMap(({category, own, count}): readonly BlockLine[] => [
			[],
			[
				{text: category.replace('_', ' '), tone: 'accent'},
				{
					text: `  ${number(count)} in ${number(own.length)} ${own.length === 1 ? 'pattern' : 'patterns'}`,
					tone: 'dim',
				},
			],
			...own.flatMap((group) => groupLines(group, width, day)),
		]),
	];
};

const groupLines = (
	group: ErrorGroup,
	width: number,
	day: (at: number) => string,
): readonly BlockLine[] => {
	const {pattern, count, severity, trend, byHour, recovery} = group;
	const room = Math.max(8, width - indent);
	const below = (text: string): readonly BlockLine[] =>
		wrap(text, room).map((line): BlockLine => [
			{text: `${' '.repeat(indent)}${line}`, tone: 'dim'},
		]);
	const facts = [
		severity,
		`${number(group.tasks)} ${group.tasks === 1 ? 'task' : 'tasks'}`,
		spanOf(group, day),
		trend === null ? null : trendWords[trend],
		`completed later ${number(recovery.recovered)} of ${number(recovery.of)}`,
		group.agents.length === 0 ? null : group.agents.join(', '),
	].filter((part) => part !== null);
	return [
		...wrap(pattern ?? 'without a message', room).map((text, index): BlockLine => [
			{
				text: index === 0 ? `${number(count).padStart(indent - 2)}  ` : ' '.repeat(indent),
				tone: severityTones[severity],
			},
			{text},
		]),
		...below(facts.join(' · ')),
		// One that came once came at that hour; that is no pattern.
		...(count > 1 && byHour.some((times) => times > 0) && room >= 40
			? [
					[
						{text: `${' '.repeat(indent)}0h `, tone: 'dim' as const},
						{text: sparkline(byHour), tone: severityTones[severity]},
						{text: ' 23h', tone: 'dim' as const},
					],
				]
			: []),
		...group.options.flatMap((option) => below(resultOf(option))),
		...(group.example.error && group.example.error.message !== pattern
			? below(`latest: ${group.example.id}: ${firstLine(group.example.error.message)}`)
			: []),
	];
};

const spanOf = ({firstAt, lastAt}: ErrorGroup, day: (at: number) => string): string | null => {
	if (firstAt === null || lastAt === null) {
		return null;
	}

	const [first, last] = [day(firstAt), day(lastAt)];
	return first === last ? last : `${first} to ${last}`;
};

/** "retry: worked 3 of 5 (60%), 1 still open". */
const resultOf = ({title, tried, worked, open}: ErrorGroup['options'][number]): string =>
	`${title.toLowerCase()}: ${[
		tried === 0
			? null
			: `worked ${number(worked)} of ${number(tried)} (${percent(worked / tried)})`,
		open === 0 ? null : `${number(open)} still open`,
	]
		.filter((part) => part !== null)
		.join(', ')}`;

const longest = 300;

const firstLine = (message: string): string => {
	const [line = ''] = message.split('\n', 1);
	return line.length > longest ? `${line.slice(0, longest)}…` : line;
};
