import type {Prospects, RunningProspect} from '../../../analysis/forecast/prospects.ts';
import type {WorkForecast} from '../../../analysis/forecast/work-forecast.ts';
import {
	heldSentence,
	lengthRange,
	recordSentence,
	successSentence,
	taskSentence,
	tooLittleSentence,
} from '../../../analysis/forecast/wording.ts';
import {truncate, wrap} from '../../../text/width.ts';
import type {Block, BlockLine, BlockRoom} from './block.ts';
import {more} from './duration-blocks.ts';

const mostListed = 4;

/** What is to be expected, on what grounds, and how that has fared; null when nothing is open. */
export const forecastBlock = (prospects: Prospects, {width}: BlockRoom): Block | null => {
	const {work, running, concurrency, record} = prospects;
	const all = work.type === 'ranges' ? work.all : null;
	if (work.type === 'ranges' && all === null && running.length === 0) {
		return null;
	}

	const said = recordSentence(record);
	const text = (words: string): readonly BlockLine[] =>
		wrap(words, width).map((line): BlockLine => [{text: line, tone: 'dim'}]);
	return {
		title: 'forecast',
		...(concurrency.attempts > 0 && work.type === 'ranges'
			? {note: `${work.agents} at once, without pauses`}
			: {}),
		lines: [
			...(work.type === 'too-little' ? text(tooLittleSentence(work.count)) : []),
			...(all ? [workLine('everything', all, width)] : []),
			...groupLines(prospects, width),
			...running.slice(0, mostListed).flatMap((one) => runningLines(one, width)),
			...more(running.length - mostListed),
			...(said === null ? [] : text(said)),
		],
	};
};

const groupLines = ({work}: Prospects, width: number): readonly BlockLine[] => {
	const groups = work.type === 'ranges' && work.groups.size > 1 ? [...work.groups] : [];
	return [
		...groups
			.slice(0, mostListed)
			.map(([key, forecast]) => workLine(key.split('\n').at(-1)!, forecast, width)),
		...more(groups.length - mostListed),
	];
};

const workLine = (
	name: string,
	{left, tasks, without, silent}: WorkForecast,
	width: number,
): BlockLine => {
	const range = `done in ${lengthRange(left.nineTenths)}`;
	const rest = [
		`50 % ${lengthRange(left.half)}`,
		`${tasks} open`,
		without === 0 ? null : `without ${heldSentence(without)}`,
		silent === 0 ? null : `wider: ${silent} silent`,
	].filter((part) => part !== null);
	const shown = truncate(name, Math.max(8, Math.min(24, width - range.length - 2)));
	return [
		{text: `${shown}  `, tone: 'strong'},
		{text: `${range} (90 %)`},
		{text: `  ${rest.join(', ')}`, tone: 'dim'},
	];
};

const runningLines = (
	{row, time, success}: RunningProspect,
	width: number,
): readonly BlockLine[] => [
	[
		{text: `${truncate(row.task.id, 14)}  `, tone: 'strong'},
		{text: time === null ? 'nobody knows since when it runs' : taskSentence(time)},
	],
	[{text: truncate(`      ${successSentence(success)}`, width), tone: 'dim'}],
];
