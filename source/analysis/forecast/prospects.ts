import type {Attempt} from '../../model/attempt.ts';
import type {WorkPlan} from '../dependencies/work-plan.ts';
import type {Row} from '../rows.ts';
import {
	type Experience,
	experienceSteps,
	type TaskProspect,
	taskProspectOf,
	type TrackRecord,
} from './experience.ts';
import type {Concurrency} from './concurrency.ts';
import type {SettledForecast} from './record.ts';
import {finished} from './steps.ts';
import {type WorkForecasts, workForecastSteps} from './work-forecast.ts';

/** Everything that is forecast at a moment, and how forecasts have fared. */
export type Prospects = {
	readonly work: WorkForecasts;
	/** Tasks that run, in the order of rows. */
	readonly running: readonly RunningProspect[];
	readonly concurrency: Concurrency;
	readonly record: TrackRecord;
};

export type RunningProspect = TaskProspect & {readonly row: Row};

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
	attempts,
	rows,
	plan,
	now,
	settled = [],
	agents = null,
}: ProspectsInput): Prospects => {
	const experience = finished(experienceSteps(attempts, settled));
	return {
		work: finished(allWorkSteps(experience, {rows, plan, now, agents})),
		running: rows
			.filter(({status}) => status === 'running')
			.map((row) => ({row, ...taskProspectOf(experience, row, now)})),
		concurrency: experience.concurrency,
		record: experience.record,
	};
};

/** When all open work will be done, in steps of a few milliseconds. */
export const allWorkSteps = (
	{lengths, outcomes, cuts, concurrency}: Experience,
	{
		rows,
		plan,
		now,
		agents,
	}: Pick<ProspectsInput, 'rows' | 'plan' | 'now'> & {readonly agents: number | null},
): Generator<void, WorkForecasts, undefined> => {
	const running = rows.reduce((count, {status}) => count + (status === 'running' ? 1 : 0), 0);
	return workForecastSteps({
		plan,
		now,
		agents: agents ?? Math.max(concurrency.agents, running),
		lengths,
		outcomes,
		cuts,
	});
};
