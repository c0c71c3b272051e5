import type {Attempt} from '../../model/attempt.ts';
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

export const dimensions = ['format', 'agent', 'kind', 'stage'] as const;

export type Dimension = (typeof dimensions)[number];

export const durationsOf = (attempts: readonly Attempt[]): Durations => {
	const completed = lengthsOf(attempts, 'completed');
	return {
		completed: distributionOf(completed),
		failed: distributionOf(lengthsOf(attempts, 'failed')),
		histogram: histogramOf(completed),
	};
};

const lengthsOf = (attempts: readonly Attempt[], outcome: Attempt['outcome']): readonly number[] =>
	attempts.flatMap((attempt) =>
		attempt.outcome === outcome && attempt.durationMs !== null ? [attempt.durationMs] : [],
	);

/** By one property of the attempts, the most frequent value first. Stages are counted apart: `stagesOf`. */
export const groupsOf = (
	attempts: readonly Attempt[],
	dimension: Exclude<Dimension, 'stage'>,
): readonly Group[] =>
	[...Map.groupBy(attempts, (attempt): string | null => attempt[dimension])]
		.map(([name, own]) => ({
			name,
			attempts: own.length,
			success: successOf(own),
			completed: distributionOf(lengthsOf(own, 'completed')),
			failed: distributionOf(lengthsOf(own, 'failed')),
		}))
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
