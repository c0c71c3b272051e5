import type {Attempt} from '../../model/attempt.ts';
import type {Dependencies} from '../dependencies/dependencies.ts';
import {workPlanOf} from '../dependencies/work-plan.ts';
import type {Row} from '../rows.ts';
import {type Experience, experienceSteps} from './experience.ts';
import {allWorkSteps} from './prospects.ts';
import type {SettledForecast} from './record.ts';
import type {WorkForecasts} from './work-forecast.ts';

/** What a screen can say about the future without counting everything anew. */
export type Expectations = {
	readonly experience: Experience;
	/** When open work will be done, as of `madeAt`. */
	readonly work: WorkForecasts;
	/** Epoch milliseconds. */
	readonly madeAt: number;
};

/** What expectations are made from. */
export type ExpectationInput = {
	/** Each once, in any order. */
	readonly attempts: readonly Attempt[];
	/** Forecasts that have come to their end, in that order. */
	readonly settled: readonly SettledForecast[];
	readonly rows: readonly Row[];
	readonly dependencies: Dependencies;
	/** Epoch milliseconds. */
	readonly now: number;
};

/** Makes expectations in steps of a few milliseconds, so that keys can be served in between. */
export function* expectationSteps({
	attempts,
	settled,
	rows,
	dependencies,
	now,
}: ExpectationInput): Generator<void, Expectations, undefined> {
	const experience = yield* experienceSteps(attempts, settled);
	yield;
	const plan = workPlanOf(dependencies, rows);
	yield;
	const work = yield* allWorkSteps(experience, {rows, plan, now, agents: null});
	return {experience, work, madeAt: now};
}
