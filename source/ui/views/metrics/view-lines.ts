import type {MetricsShown} from '../../metrics-book.ts';
import type {BlockLine} from './block.ts';
import {metricsLines} from './blocks.ts';
import {noAttemptsLines} from './empty.ts';
import {errorLines} from './error-lines.ts';
import {dayWriter} from './words.ts';

/** The Metrics view, line by line; what stands at its left side is not part of the width. */
export const metricsViewLines = (
	{metrics, insights, machine, offsetMs}: MetricsShown,
	{
		width,
		now,
		isAboutErrors,
	}: {readonly width: number; readonly now: number; readonly isAboutErrors: boolean},
): readonly BlockLine[] => {
	const day = dayWriter(now, offsetMs);
	return metrics.population.attempts === 0
		? [[], ...noAttemptsLines(metrics.population, width)]
		: isAboutErrors
			? errorLines(insights.errors, {width, day})
			: metricsLines(metrics, {width, insights, machine, day});
};
