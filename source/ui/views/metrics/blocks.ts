import {type Dimension, dimensions} from '../../../analysis/metrics/dimensions.ts';
import type {Insights} from '../../../analysis/insights.ts';
import type {Metrics} from '../../../analysis/metrics/metrics.ts';
import type {MachineUse} from '../../../model/machine.ts';
import {populationText} from '../../../analysis/metrics/population.ts';
import {wrap} from '../../../text/width.ts';
import type {Block, BlockLine, BlockRoom} from './block.ts';
import {durationsBlock, groupBlock, histogramBlock} from './duration-blocks.ts';
import {
	anomaliesBlock,
	correlationsBlock,
	outstandingBlock,
	retriesBlock,
} from './finding-blocks.ts';
import {arranged, type Arranged} from './arrange.ts';
import {machineBlock} from './machine-block.ts';
import {errorBlock} from './error-block.ts';
import {forecastBlock} from './forecast-block.ts';
import {successBlock, throughputBlock} from './success-block.ts';

/** Everything that is counted, in the order in which it is worth reading. */
const blocksOf = (
	metrics: Metrics,
	by: readonly Dimension[],
	insights: Insights | null,
	machine: MachineUse | null,
	isPast: boolean,
	room: BlockRoom,
): readonly Block[] =>
	[
		successBlock(metrics, room),
		durationsBlock(metrics.durations),
		// It would know what came after.
		isPast ? null : insights && forecastBlock(insights.prospects, room),
		insights && errorBlock(insights.errors, room),
		metrics.throughput && throughputBlock(metrics.throughput, room),
		metrics.durations.histogram.length > 0
			? histogramBlock(metrics.durations.histogram, room)
			: null,
		// One value tells nothing apart, unless it was asked for.
		...by.map((dimension) =>
			by.length === 1 || dimension === 'stage' || metrics.groups[dimension].length > 1
				? groupBlock(metrics, dimension)
				: null,
		),
		retriesBlock(metrics),
		outstandingBlock(metrics),
		anomaliesBlock(metrics, room),
		correlationsBlock(metrics, room),
		machine && machineBlock(machine, room),
	].filter((block) => block !== null);

export type MetricsRoom = BlockRoom & {
	/** By which properties attempts are told apart; absent: all of them. */
	readonly by?: readonly Dimension[];
	/** What fails and what is to be expected; absent: not looked into. */
	readonly insights?: Insights | null;
	/** What it is busy with; absent: not looked at. */
	readonly machine?: MachineUse | null;
	/** The earlier moment the figures are of, in words; absent: the present. */
	readonly moment?: string | null;
	/** Room is left for boxes around small tables. */
	readonly hasBoxes?: boolean;
};

/** All figures, side by side where there is room, with whom they are about on top. */
export const metricsPlan = (
	metrics: Metrics,
	{
		width,
		day,
		by = dimensions,
		insights = null,
		machine = null,
		moment = null,
		hasBoxes = false,
	}: MetricsRoom,
): Arranged => {
	const head = wrap(
		`${moment === null ? '' : `${moment}: `}${populationText(metrics.population, day)}`,
		width,
	).map((text, index): BlockLine => [{text, tone: index === 0 ? 'plain' : 'dim'}]);
	const {lines, boxes} = arranged(
		width,
		(columnWidth) =>
			blocksOf(metrics, by, insights, machine, moment !== null, {width: columnWidth, day}),
		hasBoxes,
	);
	const above = head.length + 1;
	return {
		lines: [...head, [], ...lines],
		boxes: boxes.map((box) => ({...box, line: box.line + above})),
	};
};

/** The same as lines alone. */
export const metricsLines = (
	metrics: Metrics,
	room: Omit<MetricsRoom, 'hasBoxes'>,
): readonly BlockLine[] => metricsPlan(metrics, room).lines;
