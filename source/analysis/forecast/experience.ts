import type {Attempt} from '../../model/attempt.ts';
import type {Status} from '../../model/status.ts';
import type {Row} from '../rows.ts';
import {backtestSteps} from './backtest.ts';
import {cutsAfter} from './calibration.ts';
import {type Concurrency, concurrencyOf} from './concurrency.ts';
import type {Cuts} from './range.ts';
import type {SettledForecast} from './record.ts';
import {type Score, scoreOf} from './score.ts';
import {type Outcomes, outcomesOf, type SuccessForecast, successForecastOf} from './success.ts';
import {type Lengths, lengthsOf, type TaskForecast, taskForecastOf} from './task-forecast.ts';

/** What was learned from attempts and forecasts of the past: all that forecasts are made from. */
export type Experience = {
	readonly lengths: Lengths;
	readonly outcomes: Outcomes;
	/** What ranges leave out, learned from how earlier ones fared. */
	readonly cuts: Cuts;
	/** Key of a task -> the latest of its attempts that ended. */
	readonly last: ReadonlyMap<string, Attempt>;
	readonly concurrency: Concurrency;
	readonly record: TrackRecord;
};

/**
How forecasts have fared: those that were made (`kept`), or, while none of them has come to its end, those
that would have been made about the latest attempts (`tried`).
*/
export type TrackRecord = {readonly of: 'kept' | 'tried'; readonly score: Score};

/** Attempts that are tried again; more tell little more. */
const mostTried = 150;

/** Older ones tell of other days. */
export const mostLearnedFrom = 1000;

/**
Learns from the past, in steps of a few milliseconds.

@param attempts each once, in any order; the latest of them count.
@param settled forecasts that were made and have come to their end, in that order.
*/
export function* experienceSteps(
	attempts: readonly Attempt[],
	settled: readonly SettledForecast[],
): Generator<void, Experience, undefined> {
	const latest = inOrder(attempts).slice(-mostLearnedFrom);
	const lengths = lengthsOf(latest);
	const outcomes = outcomesOf(latest);
	yield;
	const tried = settled.some(({took}) => took !== null)
		? settled
		: yield* backtestSteps(latest.slice(-mostTried));
	return {
		lengths,
		outcomes,
		cuts: cutsAfter(tried),
		last: new Map(latest.map((attempt) => [attempt.task, attempt])),
		concurrency: concurrencyOf(latest),
		record: {of: tried === settled ? 'kept' : 'tried', score: scoreOf(tried)},
	};
}

/** As they ended; what still runs teaches nothing. */
const inOrder = (attempts: readonly Attempt[]): readonly Attempt[] =>
	attempts
		.filter(({outcome}) => outcome !== 'running')
		.sort(
			(a, b) =>
				(a.endedAt ?? a.startedAt ?? 0) - (b.endedAt ?? b.startedAt ?? 0) || a.ordinal - b.ordinal,
		);

/** What is to be expected of one task: of its present try, or of its next. */
export type TaskProspect = {
	/** When its present try is done; null: none runs, or nobody knows since when. */
	readonly time: TaskForecast | null;
	readonly success: SuccessForecast;
};

/** Their latest try is over, and came to nothing. */
const isTriedInVain: ReadonlySet<Status> = new Set(['failed', 'interrupted', 'partial']);

/** @param now epoch milliseconds. */
export const taskProspectOf = (
	{lengths, outcomes, cuts, last}: Experience,
	{task, status, runningSince, liveness}: Row,
	now: number,
): TaskProspect => ({
	time:
		runningSince === null
			? null
			: taskForecastOf(lengths, {
					subject: task,
					elapsed: Math.max(0, now - runningSince),
					verdict: liveness?.verdict ?? null,
					cuts,
				}),
	success: successForecastOf(outcomes, {
		subject: task,
		ordinal: (task.retries ?? 0) + (isTriedInVain.has(status) ? 2 : 1),
		before: last.get(task.key),
	}),
});
