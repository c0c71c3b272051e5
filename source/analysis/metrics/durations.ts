import type {Attempt} from '../../model/attempt.ts';
import type {Dimension} from './dimensions.ts';
import {type Distribution, distributionOf} from './distribution.ts';
import {type Bin, histogramOf} from './histogram.ts';
import {type Rate, rateOf} from './rates.ts';

/** Lengths of attempts, completed and failed apart: what failed early says nothing about the work. */
export type Durations = {
	readonly completed: Distribution | null;
	readonly failed: Distribution | null;
	/** Of the completed ones. */
	readonly histogram: readonly Bin[];
};

/** One value of a property that attempts are told apart by. */
export type Group = {
	/** Null: nothing tells it. */
	readonly name: string | null;
	readonly attempts: number;
	readonly success: Rate | null;
	readonly completed: Distribution | null;
	readonly failed: Distribution | null;
};

export const durationsOf = (attempts: readonly Attempt[]): Durations => {
	const {completed, failed} = countsOf(attempts);
	return {
		completed: distributionOf(completed.lengths),
		failed: distributionOf(failed.lengths),
		histogram: histogramOf(completed.lengths),
	};
};

/** How many there were of each result, and the lengths of those that tell it. */
const countsOf = (attempts: readonly Attempt[]) => {
	const completed = {count: 0, lengths: [] as number[]};
	const failed = {count: 0, lengths: [] as number[]};
	for (const {outcome, durationMs} of attempts) {
		const counts = outcome === 'completed' ? completed : outcome === 'failed' ? failed : null;
		if (counts) {
			counts.count++;
			if (durationMs !== null) {
				counts.lengths.push(durationMs);
			}
		}
	}

	return {completed, failed};
};

/** By one property of the attempts, the most frequent value first. Stages are counted apart: `stagesOf`. */
export const groupsOf = (
	attempts: readonly Attempt[],
	dimension: Exclude<Dimension, 'stage'>,
): readonly Group[] =>
	[...Map.groupBy(attempts, (attempt): string | null => attempt[dimension])]
		.map(([name, own]) => {
			const {completed, failed} = countsOf(own);
			return {
				name,
				attempts: own.length,
				success: rateOf(completed.count, completed.count + failed.count),
				completed: distributionOf(completed.lengths),
				failed: distributionOf(failed.lengths),
			};
		})
		.sort(
			(a, b) =>
				Number(a.name === null) - Number(b.name === null) ||
				b.attempts - a.attempts ||
				(a.name! < b.name! ? -1 : 1),
		);

/** Completed among those that came to an end by themselves: completed or failed. */
export const successOf = (attempts: readonly Pick<Attempt, 'outcome'>[]): Rate | null => {
	let completed = 0;
	let failed = 0;
	for (const {outcome} of attempts) {
		completed += outcome === 'completed' ? 1 : 0;
		failed += outcome === 'failed' ? 1 : 0;
	}

	return rateOf(completed, completed + failed);
};
