import type {Attempt} from '../../model/attempt.ts';
import type {Verdict} from '../liveness.ts';
import {type Cuts, type Ranges, rangesOf, usualCuts} from './range.ts';
import {type Level, type Likeness, type Past, pastOf, type Subject} from './similar.ts';
import {quantileOf, type Spread, spreadOf} from './spread.ts';

/** Fewer lengths than this say more about chance than about a kind of work. */
export const fewestLengths = 8;

/** Work changes, and so do those who do it: only so many of the latest lengths count. */
const mostLengths = 200;

/** What a forecast rests on. */
export type Basis = {
	/** How many lengths; for what runs already, those that lasted longer. */
	readonly count: number;
	readonly level: Level;
	/** "runs of implement by codex". */
	readonly words: string;
};

export type TaskForecast =
	| {
			readonly type: 'ranges';
			/** Milliseconds from now until it is done, if it succeeds. */
			readonly left: Ranges;
			readonly basis: Basis;
			/** Wider, because nobody knows whether somebody is still at it. */
			readonly isSilent: boolean;
	  }
	/** Too little is known: `count` lengths of the `needed`. */
	| {readonly type: 'too-little'; readonly count: number; readonly needed: number};

/** Lengths of completed attempts, sorted into likenesses. */
export type Lengths = Past<Attempt>;

/** Shorter ones were not measured but written down: a second is nobody's work. */
const leastLengthMs = 1000;

/**
What can be learned from about lengths: attempts that were completed and of which somebody knows how long
they took.

@param attempts in the order in which they ended.
*/
export const lengthsOf = (attempts: readonly Attempt[]): Lengths =>
	pastOf(
		attempts.filter(
			({outcome, durationMs}) => outcome === 'completed' && (durationMs ?? 0) >= leastLengthMs,
		),
		(attempt) => attempt,
	);

export type TaskQuestion = {
	readonly subject: Subject;
	/** Milliseconds it has run already; 0: it has not begun. */
	readonly elapsed: number;
	/** Whether somebody is at it; null: it does not run. */
	readonly verdict: Verdict | null;
	/** What the ranges leave out: learned from how earlier ones fared. */
	readonly cuts?: Cuts;
};

/** When a task will be done, if it succeeds; too little known is an answer. */
export const taskForecastOf = (
	past: Lengths,
	{subject, elapsed, verdict, cuts = usualCuts}: TaskQuestion,
): TaskForecast => {
	const found = spreadFor(past, subject, elapsed);
	if (!('spread' in found)) {
		return {type: 'too-little', count: found.count, needed: fewestLengths};
	}

	const awake = rangesOf((share) => Math.max(0, quantileOf(found.spread, share) - elapsed), cuts);
	const isSilent = verdict === 'quiet' || verdict === 'stuck';
	const again = isSilent ? spreadFor(past, subject, 0) : found;
	return {
		type: 'ranges',
		left:
			isSilent && 'spread' in again
				? withAgain(
						awake,
						rangesOf((share) => quantileOf(again.spread, share), cuts),
					)
				: awake,
		basis: found.basis,
		isSilent,
	};
};

/**
Nobody knows whether somebody is still at it. If so, it is done as if nothing were; if not, it will begin
again, now at the earliest. The ranges hold both.
*/
const withAgain = (awake: Ranges, again: Ranges): Ranges => ({
	middle: Math.max(awake.middle, again.middle),
	half: {low: awake.half.low, high: Math.max(awake.half.high, again.half.high)},
	nineTenths: {
		low: awake.nineTenths.low,
		high: Math.max(awake.nineTenths.high, again.nineTenths.high),
	},
});

/**
The spread of the closest likeness with enough lengths, of those that lasted longer than what has passed:
what was done by then says nothing about what was not. Without any: how many there are at most.
*/
export const spreadFor = (
	past: Lengths,
	subject: Subject,
	elapsed: number,
): {readonly spread: Spread; readonly basis: Basis} | {readonly count: number} => {
	let most = 0;
	for (const likeness of past.alike(subject)) {
		const lengths = latest(likeness).filter((length) => length > elapsed);
		if (lengths.length >= fewestLengths) {
			const {level, words} = likeness;
			return {
				spread: spreadOf(lengths, elapsed),
				basis: {count: lengths.length, level, words},
			};
		}

		most = Math.max(most, lengths.length);
	}

	return {count: most};
};

const latest = ({items}: Likeness<Attempt>): readonly number[] =>
	items.slice(-mostLengths).map(({durationMs}) => durationMs!);
