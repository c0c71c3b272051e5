import type {Attempt} from '../../model/attempt.ts';
import {classifyError} from '../../model/error-rules.ts';
import type {ErrorCategory} from '../../model/task.ts';
import {wilsonRange} from './proportion.ts';
import type {Range} from './range.ts';
import {type Level, pastOf, type Past, type Subject} from './similar.ts';

/** Fewer outcomes than this say nothing about the next. */
const fewestOutcomes = 5;

/** An attempt that succeeded or failed, and what was before it. */
type Outcome = {
	readonly subject: Subject;
	readonly isSuccess: boolean;
	/** Whether the same task was tried before. */
	readonly isRetry: boolean;
	/** What kind of error the attempt before it ended with; null: none. */
	readonly after: ErrorCategory | null;
};

/** What is known about outcomes. */
export type Outcomes = {
	readonly past: Past<Outcome>;
};

/** Whether an attempt will succeed: about the next or the present one. */
export type SuccessForecast =
	| {
			readonly type: 'probability';
			readonly probability: number;
			/** Where it lies nine times of ten. */
			readonly range: Range;
			readonly risk: Risk;
			readonly basis: {
				readonly count: number;
				readonly level: Level;
				/** "runs of implement by codex, retries after timeout". */
				readonly words: string;
			};
	  }
	| {readonly type: 'too-little'; readonly count: number; readonly needed: number};

/** How likely it is to fail, in a word. */
type Risk = 'low' | 'medium' | 'high';

/** Probability of success from which on it is called so; the first is the owner's "likely to succeed". */
const risks: readonly {readonly from: number; readonly risk: Risk}[] = [
	{from: 0.8, risk: 'low'},
	{from: 0.5, risk: 'medium'},
	{from: 0, risk: 'high'},
];

/** What a wider likeness says weighs as much as this many outcomes of a closer one. */
const weightOfWider = 12;

/** @param attempts in the order in which they ended. */
export const outcomesOf = (attempts: readonly Attempt[]): Outcomes => {
	const last = new Map<string, Attempt>();
	const outcomes: Outcome[] = [];
	for (const attempt of attempts) {
		const before = last.get(attempt.task);
		if (attempt.outcome === 'completed' || attempt.outcome === 'failed') {
			outcomes.push({
				subject: attempt,
				isSuccess: attempt.outcome === 'completed',
				isRetry: isRetryAfter(attempt.ordinal, before),
				after: categoryOf(before),
			});
		}

		if (attempt.outcome !== 'running') {
			last.set(attempt.task, attempt);
		}
	}

	return {past: pastOf(outcomes, ({subject}) => subject)};
};

/** A task that was completed and is done again has not been retried. */
const isRetryAfter = (ordinal: number, before: Attempt | undefined): boolean =>
	before ? before.outcome !== 'completed' : ordinal > 1;

const categoryOf = (before: Attempt | undefined): ErrorCategory | null =>
	before?.error && before.outcome !== 'completed'
		? (before.error.category ?? classifyError(before.error.message).category)
		: null;

export type SuccessQuestion = {
	readonly subject: Subject;
	readonly ordinal: number;
	/** The attempt before at the same task. */
	readonly before?: Attempt;
};

/**
The probability that an attempt succeeds. From the widest likeness to the closest, each estimate is drawn
towards the one before (a beta posterior whose prior is worth `weightOfWider` outcomes), so few outcomes
of a close kind move it a little and many decide.
*/
export const successForecastOf = (
	{past}: Outcomes,
	{subject, ordinal, before}: SuccessQuestion,
): SuccessForecast => {
	const isRetry = isRetryAfter(ordinal, before);
	const after = categoryOf(before);
	const steps = past
		.alike(subject)
		.toReversed()
		.flatMap((likeness) => {
			const {level, words, items} = likeness;
			const same = items.filter((item) => item.isRetry === isRetry);
			const afterSame = after === null ? [] : same.filter((item) => item.after === after);
			return [
				{level, words, items},
				{level, words: `${words}, ${isRetry ? 'retries' : 'first tries'}`, items: same},
				...(after === null
					? []
					: [
							{
								level,
								words: `${words}, retries after ${after.replace('_', ' ')}`,
								items: afterSame,
							},
						]),
			];
		});
	const enough = steps.filter(({items}) => items.length >= fewestOutcomes);
	const closest = enough.at(-1);
	if (!closest) {
		return {
			type: 'too-little',
			count: Math.max(0, ...steps.map(({items}) => items.length)),
			needed: fewestOutcomes,
		};
	}

	// Nothing known is worth half a success and half a failure (Jeffreys, 1946).
	const start = {successes: 0.5, trials: 1};
	const posterior = enough.reduce((wider, {items}) => {
		const share = wider.successes / wider.trials;
		const weight = wider === start ? 1 : weightOfWider;
		return {
			successes: items.filter(({isSuccess}) => isSuccess).length + share * weight,
			trials: items.length + weight,
		};
	}, start);
	const probability = posterior.successes / posterior.trials;
	const {level, words, items} = closest;
	return {
		type: 'probability',
		probability,
		range: wilsonRange(posterior.successes, posterior.trials),
		risk: risks.find(({from}) => probability >= from)!.risk,
		basis: {count: items.length, level, words},
	};
};
