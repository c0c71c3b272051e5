import type {Attempt} from '../../model/attempt.ts';
import type {WorkPlan} from '../dependencies/work-plan.ts';
import type {Row} from '../rows.ts';
import {backtest} from './backtest.ts';
import {cutsAfter} from './calibration.ts';
import {type Concurrency, concurrencyOf} from './concurrency.ts';
import type {SettledForecast} from './record.ts';
import {type Score, scoreOf} from './score.ts';
import {outcomesOf, type SuccessForecast, successForecastOf} from './success.ts';
import {lengthsOf, type TaskForecast, taskForecastOf} from './task-forecast.ts';
import {type WorkForecasts, workForecastsOf} from './work-forecast.ts';

/** Everything that is forecast at a moment, and how forecasts have fared. */
export type Prospects = {
	readonly work: WorkForecasts;
	/** Tasks that run, in the order of rows. */
	readonly running: readonly RunningProspect[];
	readonly concurrency: Concurrency;
	readonly record: TrackRecord;
};

export type RunningProspect = {
	readonly row: Row;
	/** Null: nobody knows since when it runs. */
	readonly time: TaskForecast | null;
	readonly success: SuccessForecast;
};

/**
How forecasts have fared: those that were made (`kept`), or, while none of them has come to its end, those
that would have been made about the latest attempts (`tried`).
*/
export type TrackRecord = {readonly of: 'kept' | 'tried'; readonly score: Score};

/** Attempts that are tried again; more tell little more. */
const mostTried = 150;

export type ProspectsInput = {
	/** Each once, in any order. */
	readonly attempts: readonly Attempt[];
	readonly rows: readonly Row[];
	readonly plan: WorkPlan;
	/** Epoch milliseconds. */
	readonly now: number;
	/** Forecasts that were made and have come to their end, in that order. */
	readonly settled?: readonly SettledForecast[];
	/** How many are to work at once; null or absent: as many as lately. */
	readonly agents?: number | null;
};

/** Looks ahead from everything that is known now. */
export const prospectsOf = ({
	attempts: unsorted,
	rows,
	plan,
	now,
	settled = [],
	agents = null,
}: ProspectsInput): Prospects => {
	const attempts = inOrder(unsorted);
	const lengths = lengthsOf(attempts);
	const outcomes = outcomesOf(attempts);
	const tried = settled.some(({took}) => took !== null)
		? settled
		: backtest(attempts.slice(-mostTried));
	const cuts = cutsAfter(tried);
	const last = new Map(attempts.map((attempt) => [attempt.task, attempt]));
	const concurrency = concurrencyOf(attempts);
	const running = rows.filter(({status}) => status === 'running');
	return {
		work: workForecastsOf({
			plan,
			now,
			agents: agents ?? Math.max(concurrency.agents, running.length),
			lengths,
			outcomes,
			cuts,
		}),
		running: running.map((row) => ({
			row,
			time:
				row.runningSince === null
					? null
					: taskForecastOf(lengths, {
							subject: row.task,
							elapsed: Math.max(0, now - row.runningSince),
							verdict: row.liveness?.verdict ?? null,
							cuts,
						}),
			success: successForecastOf(outcomes, {
				subject: row.task,
				ordinal: (row.task.retries ?? 0) + 1,
				before: last.get(row.task.key),
			}),
		})),
		concurrency,
		record: {of: tried === settled ? 'kept' : 'tried', score: scoreOf(tried)},
	};
};

/** As they ended; what still runs teaches nothing. */
const inOrder = (attempts: readonly Attempt[]): readonly Attempt[] =>
	attempts
		.filter(({outcome}) => outcome !== 'running')
		.sort(
			(a, b) =>
				(a.endedAt ?? a.startedAt ?? 0) - (b.endedAt ?? b.startedAt ?? 0) || a.ordinal - b.ordinal,
		);
