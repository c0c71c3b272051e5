import type {Distribution} from '../../../analysis/metrics/distribution.ts';
import type {Dimension} from '../../../analysis/metrics/dimensions.ts';
import type {Durations, Group} from '../../../analysis/metrics/durations.ts';
import type {Bin} from '../../../analysis/metrics/histogram.ts';
import type {Metrics} from '../../../analysis/metrics/metrics.ts';
import type {StageUse} from '../../../analysis/metrics/stages.ts';
import {type Block, type BlockLine, type BlockRoom, type Cell} from './block.ts';
import {bar} from './charts.ts';
import {lengthText, number, percent} from './words.ts';

/** Lengths of completed and of failed attempts, apart. */
export const durationsBlock = ({completed, failed}: Durations): Block => ({
	title: 'durations',
	note: 'p95: linear between ranks (type 7)',
	...(completed === null && failed === null
		? {lines: [[{text: 'no attempt tells its length credibly', tone: 'dim'}]]}
		: {
				table: {
					titles: ['', 'n', 'mean', 'median', 'p95', 'longest'],
					rows: [
						durationRow({text: 'completed', tone: 'completed'}, completed),
						durationRow({text: 'failed', tone: 'failed'}, failed),
					],
				},
				lines: [],
			}),
});

const durationRow = (name: Cell, distribution: Distribution | null): readonly Cell[] => [
	name,
	number(distribution?.count ?? 0),
	lengthText(distribution?.mean),
	{text: lengthText(distribution?.median), tone: 'strong'},
	lengthText(distribution?.p95),
	lengthText(distribution?.maximum),
];

/** How many completed attempts took how long. */
export const histogramBlock = (bins: readonly Bin[], {width}: BlockRoom): Block => {
	const most = bins.reduce((high, {count}) => Math.max(high, count), 0);
	const names = bins.map(binName);
	const nameWidth = Math.max(...names.map((name) => name.length));
	const counts = bins.map(({count}) => number(count));
	const countWidth = Math.max(...counts.map((count) => count.length));
	const room = Math.max(4, width - nameWidth - countWidth - 3);
	return {
		title: 'how long',
		note: 'completed attempts',
		lines: bins.map(({count}, index): BlockLine => [
			{text: `${names[index]!.padStart(nameWidth)} `, tone: 'dim'},
			{text: `${counts[index]!.padStart(countWidth)}  `},
			{text: bar(count / most, room), tone: 'accent'},
		]),
	};
};

const plainLength = (milliseconds: number): string =>
	lengthText(milliseconds).replace(/(?<=[hm])00[ms]$|(?<=d)00h$/, '');

const binName = ({from, until}: Bin): string =>
	until === null
		? `over ${plainLength(from)}`
		: from === 0
			? `under ${plainLength(until)}`
			: `${plainLength(from)}–${plainLength(until)}`;

/** More values of a property than this are summed up in a line. */
const mostGroups = 8;

const titles: Readonly<Record<Dimension, string>> = {
	format: 'by format',
	agent: 'by agent',
	kind: 'by kind of work',
	stage: 'stages',
};

/** By one property; null when it tells nothing apart. */
export const groupBlock = (metrics: Metrics, dimension: Dimension): Block | null => {
	if (dimension === 'stage') {
		return stagesBlock(metrics.stages);
	}

	const groups = metrics.groups[dimension];
	return groups.length === 0 || (groups.length === 1 && groups[0]!.name === null)
		? null
		: {
				title: titles[dimension],
				table: {
					titles: [dimension, 'n', 'success', 'median', 'p95', 'failed after'],
					rows: groups.slice(0, mostGroups).map(groupRow),
				},
				lines: more(groups.length - mostGroups),
			};
};

const groupRow = ({name, attempts, success, completed, failed}: Group): readonly Cell[] => [
	name === null ? {text: 'not told', tone: 'dim'} : name,
	number(attempts),
	success === null
		? ''
		: {text: percent(success.share), tone: success.share < 0.5 ? 'failed' : 'plain'},
	{text: lengthText(completed?.median), tone: 'strong'},
	lengthText(completed?.p95),
	{text: lengthText(failed?.median), tone: 'dim'},
];

const stagesBlock = (stages: readonly StageUse[]): Block | null =>
	stages.length === 0
		? null
		: {
				title: 'stages',
				note: 'the one that takes most time first',
				table: {
					titles: ['stage', 'n', 'time', 'in all', 'median', 'failed in it'],
					rows: stages
						.slice(0, mostGroups)
						.map(({name, attempts, share, durations, failures}, index): readonly Cell[] => [
							name,
							number(attempts),
							share === null ? '' : {text: percent(share), tone: index === 0 ? 'warning' : 'plain'},
							lengthText(durations?.total),
							{text: lengthText(durations?.median), tone: 'strong'},
							failures === null || failures.successes === 0
								? ''
								: {text: percent(failures.share), tone: 'failed'},
						]),
				},
				lines: more(stages.length - mostGroups),
			};

export const more = (count: number): readonly BlockLine[] =>
	count > 0 ? [[{text: `and ${number(count)} more`, tone: 'dim'}]] : [];
