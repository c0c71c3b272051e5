import type {MetricsShown} from '../../metrics-book.ts';
import type {Arranged} from './arrange.ts';
import {metricsPlan} from './blocks.ts';
import {noAttemptsLines} from './empty.ts';
import {errorLines} from './error-lines.ts';
import {dayWriter} from './words.ts';

/** On narrower screens boxes would take the room that figures need. */
const leastForBoxes = 160;

/** What the Metrics view is drawn from; what stands at its left side is not part of the width. */
export const metricsViewPlan = (
	{metrics, insights, machine, offsetMs, asOf}: MetricsShown,
	{
		width,
		now,
		isAboutErrors,
		isReadOut = false,
		formatTime,
	}: {
		readonly width: number;
		readonly now: number;
		readonly isAboutErrors: boolean;
		/** Lines are all there is. */
		readonly isReadOut?: boolean;
		readonly formatTime: (at: number) => string;
	},
): Arranged => {
	const day = dayWriter(now, offsetMs);
	const moment = asOf === null ? null : `as of ${formatTime(asOf)}`;
	const momentLines = moment === null ? [] : [[{text: moment}]];
	return metrics.population.attempts === 0
		? {lines: [...momentLines, [], ...noAttemptsLines(metrics.population, width)], boxes: []}
		: isAboutErrors
			? {lines: [...momentLines, ...errorLines(insights.errors, {width, day})], boxes: []}
			: metricsPlan(metrics, {
					width,
					insights,
					machine,
					moment,
					day,
					hasBoxes: !isReadOut && width + 2 >= leastForBoxes,
				});
};
