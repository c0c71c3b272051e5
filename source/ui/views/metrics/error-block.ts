import type {Tone} from '../../../analysis/columns.ts';
import type {ErrorGroup, ErrorReport} from '../../../analysis/errors/error-report.ts';
import type {Trend} from '../../../analysis/errors/trend.ts';
import type {ErrorSeverity} from '../../../model/task.ts';
import {truncate} from '../../../text/width.ts';
import type {Block, BlockLine, BlockRoom} from './block.ts';
import {more} from './duration-blocks.ts';
import {number, percent} from './words.ts';

const mostListed = 6;

export const severityTones: Readonly<Record<ErrorSeverity, Tone>> = {
	critical: 'failed',
	high: 'failed',
	medium: 'warning',
	low: 'dim',
};

export const trendWords: Readonly<Record<NonNullable<Trend>, string>> = {
	rising: '↑ rising',
	falling: '↓ falling',
	steady: '→ steady',
};

/** Errors by pattern, with what helped; null when nothing has failed. */
export const errorBlock = (
	{groups, recovery}: ErrorReport,
	{width, day}: BlockRoom,
): Block | null =>
	groups.length === 0
		? null
		: {
				title: 'errors',
				note: `${number(recovery.recovered)} of ${number(recovery.of)} failed or interrupted attempts were completed later`,
				lines: [
					...groups.slice(0, mostListed).flatMap((group) => groupLines(group, {width, day})),
					...more(groups.length - mostListed),
				],
			};

const groupLines = (group: ErrorGroup, {width, day}: BlockRoom): readonly BlockLine[] => {
	const {pattern, count, category, severity, tasks, agents, lastAt, trend, recovery} = group;
	const head = number(count).padStart(4);
	const about = [
		`${category.replace('_', ' ')}, ${severity}`,
		`${number(tasks)} ${tasks === 1 ? 'task' : 'tasks'}`,
		lastAt === null ? null : `last ${day(lastAt)}`,
		trend === null ? null : trendWords[trend],
		`completed later ${percent(recovery.recovered / recovery.of)}`,
		helpOf(group),
		agents.length === 0 ? null : agents.slice(0, 2).join(', '),
	].filter((part) => part !== null);
	return [
		[
			{text: `${head}  `, tone: severityTones[severity]},
			{text: truncate(pattern ?? 'without a message', Math.max(8, width - 6))},
		],
		[{text: truncate(`      ${about.join(' · ')}`, width), tone: 'dim'}],
	];
};

/** "retry worked 3 of 5"; null: nothing was tried that is over. */
const helpOf = ({options}: ErrorGroup): string | null => {
	const best = options.find(({option, tried}) => option !== null && tried > 0);
	return best ? `${best.title.toLowerCase()} worked ${best.worked} of ${best.tried}` : null;
};
