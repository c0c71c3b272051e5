import type {Attempt} from '../../model/attempt.ts';

/** How many are at work at once, while anybody is. */
export type Concurrency = {
	/** At least 1, whole. */
	readonly agents: number;
	/** How many attempts tell so; 0: nothing is known, and one is assumed. */
	readonly attempts: number;
};

/** Older ones tell of other days. */
const mostAttempts = 100;

/**
The time worked by all together, over the time in which anybody worked: pauses and nights do not count.

@param attempts in the order in which they ended.
*/
export const concurrencyOf = (attempts: readonly Attempt[]): Concurrency => {
	const spans = attempts
		.flatMap(({startedAt, endedAt, outcome}) =>
			startedAt !== null && endedAt !== null && endedAt > startedAt && outcome !== 'running'
				? [{from: startedAt, until: endedAt}]
				: [],
		)
		.slice(-mostAttempts)
		.sort((a, b) => a.from - b.from);
	let worked = 0;
	let busy = 0;
	let reached = -Infinity;
	for (const {from, until} of spans) {
		worked += until - from;
		busy += Math.max(0, until - Math.max(from, reached));
		reached = Math.max(reached, until);
	}

	return {agents: Math.max(1, Math.round(worked / Math.max(1, busy))), attempts: spans.length};
};
