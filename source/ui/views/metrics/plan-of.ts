import type {Surroundings} from '../../app.tsx';
import type {Frame} from '../../frame.ts';
import type {MetricsShown} from '../../metrics-book.ts';
import type {Arranged} from './arrange.ts';
import {metricsViewPlan} from './view-lines.ts';

/** What stands where in the Metrics view of a frame. */
export const metricsPlanOf = (
	{screen, layout, now}: Frame,
	metrics: MetricsShown,
	{isReadOut, formatTime}: Pick<Surroundings, 'isReadOut' | 'formatTime'>,
): Arranged =>
	metricsViewPlan(metrics, {
		width: layout.columns - 2,
		now,
		isAboutErrors: screen.isAboutErrors,
		isReadOut,
		formatTime,
	});
