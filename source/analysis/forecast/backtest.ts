import type {Attempt} from '../../model/attempt.ts';
import {cutsAfter} from './calibration.ts';
import {type Cuts, usualCuts} from './range.ts';
import type {ForecastRecord, SettledForecast} from './record.ts';
import {finished} from './steps.ts';
import {outcomesOf, successForecastOf} from './success.ts';
import {lengthsOf, taskForecastOf} from './task-forecast.ts';

/** An attempt with the moments between which it ran. */
type Ended = {readonly attempt: Attempt; readonly from: number; readonly until: number};

export type BacktestOptions = {
	/** Milliseconds after its start at which a forecast about an attempt is made; it must run longer. */
	readonly elapsed?: number;
	/** Whether ranges learn from how the ones before fared. */
	readonly isCalibrated?: boolean;
};

/**
What would have been forecast about every attempt, from nothing but what had ended by then; with the truth.
Attempts of unknown times teach nothing and are not asked about.
*/
export const backtest = (
	attempts: readonly Attempt[],
	options: BacktestOptions = {},
): readonly SettledForecast[] => finished(backtestSteps(attempts, options));

/** The same, an attempt at a time. */
export function* backtestSteps(
	attempts: readonly Attempt[],
	{elapsed = 0, isCalibrated = true}: BacktestOptions = {},
): Generator<void, readonly SettledForecast[], undefined> {
	const ended = attempts.flatMap((attempt) => timesOf(attempt)).sort((a, b) => a.until - b.until);
	const settled: SettledForecast[] = [];
	for (const {attempt, from, until} of ended.toSorted((a, b) => a.from - b.from)) {
		const at = from + elapsed;
		if (until > at || elapsed === 0) {
			const known = ended.filter((one) => one.until <= at).map((one) => one.attempt);
			const cuts = isCalibrated
				? cutsAfter(settled.filter(({settledAt}) => settledAt <= at).sort(bySettling))
				: usualCuts;
			settled.push(truthOf(recordOf(attempt, known, {at, elapsed, cuts}), attempt, until));
			yield;
		}
	}

	return settled;
}

const bySettling = (a: SettledForecast, b: SettledForecast): number => a.settledAt - b.settledAt;

const timesOf = (attempt: Attempt): readonly Ended[] => {
	const {startedAt, endedAt, durationMs, outcome} = attempt;
	const from = startedAt ?? (endedAt !== null && durationMs !== null ? endedAt - durationMs : null);
	return outcome !== 'running' && from !== null && endedAt !== null && endedAt >= from
		? [{attempt, from, until: endedAt}]
		: [];
};

/** The forecast about an attempt, from what is known. */
export const recordOf = (
	attempt: Attempt,
	known: readonly Attempt[],
	{at, elapsed, cuts}: {readonly at: number; readonly elapsed: number; readonly cuts: Cuts},
): ForecastRecord => {
	const time = taskForecastOf(lengthsOf(known), {subject: attempt, elapsed, verdict: null, cuts});
	const success = successForecastOf(outcomesOf(known), {
		subject: attempt,
		ordinal: attempt.ordinal,
		before: known.findLast(({task}) => task === attempt.task),
	});
	return {
		at,
		scope: 'task',
		about: attempt.task,
		ordinal: attempt.ordinal,
		left: time.type === 'ranges' ? time.left : null,
		probability: success.type === 'probability' ? success.probability : null,
		basis: time.type === 'ranges' ? `${time.basis.count} ${time.basis.words}` : null,
	};
};

/** A forecast with what came: how long it took counts only where it came to its end. */
export const truthOf = (
	record: ForecastRecord,
	{outcome, durationMs, startedAt}: Attempt,
	settledAt: number,
): SettledForecast => {
	const from = startedAt ?? (durationMs === null ? null : settledAt - durationMs);
	const whole = durationMs ?? (from === null ? null : settledAt - from);
	const passed = from === null ? 0 : record.at - from;
	return {
		...record,
		settledAt,
		took: outcome === 'completed' && whole !== null ? Math.max(0, whole - passed) : null,
		isSuccess: outcome === 'completed' ? true : outcome === 'failed' ? false : null,
	};
};
