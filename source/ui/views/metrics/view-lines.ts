import type {MetricsShown} from '../../metrics-book.ts';
import type {BlockLine} from './block.ts';
import {metricsLines} from './blocks.ts';
import {noAttemptsLines} from './empty.ts';
import {dayWriter} from './words.ts';

/** The Metrics view, line by line; what stands at its left side is not part of the width. */
export const metricsViewLines = (
	{metrics, insights, machine, offsetMs}: MetricsShown,
	{width, now}: {readonly width: number; readonly now: number},
): readonly BlockLine[] =>
	metrics.population.attempts === 0
		? [[], ...noAttemptsLines(metrics.population, width)]
		: metricsLines(metrics, {width, insights, machine, day: dayWriter(now, offsetMs)});
