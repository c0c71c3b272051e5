import type {Attempt} from '../../model/attempt.ts';
import type {ByTask} from './by-task.ts';
import {medianOf} from './distribution.ts';
import {type Correlation, fewestPairs, rankCorrelation} from './rank-correlation.ts';

/** Two properties of tasks that may have to do with each other. */
export type Related = {
	readonly id: 'priority-success' | 'points-duration' | 'dependencies-retries';
	readonly title: string;
	/** Tasks of which both are known. */
	readonly count: number;
	/** Null: nothing sound can be said, for the reason. */
	readonly correlation: Correlation | null;
	/** In words: what the figure means, or why there is none. */
	readonly says: string;
};

type Pair = readonly [number, number];

type Question = {
	readonly id: Related['id'];
	readonly title: string;
	/** What is compared of one task, or null when it is not known. */
	readonly pairOf: (attempts: readonly Attempt[], retries: number) => Pair | null;
	readonly positive: string;
	readonly negative: string;
};

/**
Of tasks and not of attempts: attempts of one task are not independent of each other, and many of one task
would look like proof.
*/
const questions: readonly Question[] = [
	{
		id: 'priority-success',
		title: 'priority and success',
		pairOf(attempts) {
			const {priority} = attempts.at(-1)!;
			let completed = 0;
			let ended = 0;
			for (const {outcome} of attempts) {
				completed += outcome === 'completed' ? 1 : 0;
				ended += outcome === 'completed' || outcome === 'failed' ? 1 : 0;
			}

			// Rank 0 is the most urgent; turned round, more is more urgent.
			return priority === null || ended === 0 ? null : [-priority, completed / ended];
		},
		positive: 'what is urgent succeeds more often',
		negative: 'what is urgent fails more often',
	},
	{
		id: 'points-duration',
		title: 'points and time',
		pairOf(attempts) {
			const {points} = attempts.at(-1)!;
			const lengths: number[] = [];
			for (const {outcome, durationMs} of attempts) {
				if (outcome === 'completed' && durationMs !== null) {
					lengths.push(durationMs);
				}
			}

			const median = lengths.length === 1 ? lengths[0]! : medianOf(lengths);
			return points === null || median === null ? null : [points, median];
		},
		positive: 'more points take longer',
		negative: 'more points take less time',
	},
	{
		id: 'dependencies-retries',
		title: 'dependencies and retries',
		pairOf: (attempts, retries) => [attempts.at(-1)!.dependencies, retries],
		positive: 'more dependencies, more retries',
		negative: 'more dependencies, fewer retries',
	},
];

/** What the owner of the data asks about, each with its number of tasks. */
export const correlationsOf = (
	byTask: ByTask,
	retriesByTask: ReadonlyMap<string, number>,
): readonly Related[] => {
	return questions.map(({id, title, pairOf, positive, negative}) => {
		const first: number[] = [];
		const second: number[] = [];
		for (const [task, own] of byTask) {
			const pair = pairOf(own, retriesByTask.get(task) ?? 0);
			if (pair) {
				first.push(pair[0]);
				second.push(pair[1]);
			}
		}

		const result = rankCorrelation(first, second);
		if ('reason' in result) {
			const says =
				result.reason === 'few'
					? `${result.count} of the ${fewestPairs} tasks it takes`
					: 'the same for all tasks';
			return {id, title, count: result.count, correlation: null, says};
		}

		return {
			id,
			title,
			count: result.count,
			correlation: result,
			says: result.isBeyondChance ? (result.rho > 0 ? positive : negative) : 'within chance',
		};
	});
};
