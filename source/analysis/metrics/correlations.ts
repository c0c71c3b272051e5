import type {Attempt} from '../../model/attempt.ts';
import type {ByTask} from './by-task.ts';
import {medianOf} from './distribution.ts';
import {successOf} from './durations.ts';
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
			const success = successOf(attempts);
			// Rank 0 is the most urgent; turned round, more is more urgent.
			return priority === null || success === null ? null : [-priority, success.share];
		},
		positive: 'what is urgent succeeds more often',
		negative: 'what is urgent fails more often',
	},
	{
		id: 'points-duration',
		title: 'points and time',
		pairOf(attempts) {
			const {points} = attempts.at(-1)!;
			const median = medianOf(
				attempts.flatMap(({outcome, durationMs}) =>
					outcome === 'completed' && durationMs !== null ? [durationMs] : [],
				),
			);
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
	const tasks = [...byTask];
	return questions.map(({id, title, pairOf, positive, negative}) => {
		const pairs = tasks.flatMap(([task, own]) => {
			const pair = pairOf(own, retriesByTask.get(task) ?? 0);
			return pair ? [pair] : [];
		});
		const result = rankCorrelation(
			pairs.map(([first]) => first),
			pairs.map(([, second]) => second),
		);
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
