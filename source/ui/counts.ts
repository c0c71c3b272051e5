import type {Frame} from './frame.ts';

/** How many lines of the present view match the filter, and how many there are. */
export const countsOf = ({
	metrics,
	model,
}: Pick<Frame, 'metrics' | 'model'>): {readonly shown: number; readonly total: number} => ({
	shown: metrics?.metrics.population.attempts ?? model.timelineList?.count ?? model.items.length,
	total: metrics?.total ?? model.total,
});
