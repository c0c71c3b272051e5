import type {Attempt} from '../../model/attempt.ts';
import type {Status} from '../../model/status.ts';
import {blankTask} from '../../model/task.ts';
import {type Filter, matchesFilter} from '../filter.ts';
import {type Row, rowOf} from '../rows.ts';
import {type Anomaly, anomaliesOf} from './anomalies.ts';
import {type ByTask, byTaskOf} from './by-task.ts';
import {correlationsOf, type Related} from './correlations.ts';
import type {Dimension} from './dimensions.ts';
import {type Durations, durationsOf, type Group, groupsOf, successOf} from './durations.ts';
import {oftenRetriedTasks, type Outstanding, slowTasks, type Thresholds} from './outstanding.ts';
import {attemptsWithin, type Population, populationOf, timeOf, type Window} from './population.ts';
import {type Rate, rateOf} from './rates.ts';
import {type Retries, retriesOf} from './retries.ts';
import {stagesOf, type StageUse} from './stages.ts';
import {type Throughput, throughputOf} from './throughput.ts';

/** Everything that is counted about attempts, and whom it is about. */
export type Metrics = {
	readonly population: Population;
	readonly durations: Durations;
	readonly groups: Readonly<Record<Exclude<Dimension, 'stage'>, readonly Group[]>>;
	readonly stages: readonly StageUse[];
	/** Of tasks: completed among completed and failed. */
	readonly tasks: Rate | null;
	/** Of attempts. */
	readonly attempts: Rate | null;
	/** Attempts that ended without a result. */
	readonly interrupted: number;
	readonly cancelled: number;
	/** Null: nobody knows when anything ended. */
	readonly throughput: Throughput | null;
	readonly retries: Retries;
	readonly slow: readonly Outstanding[];
	readonly oftenRetried: readonly Outstanding[];
	readonly thresholds: Thresholds;
	readonly correlations: readonly Related[];
	readonly anomalies: readonly Anomaly[];
};

export type MetricsInput = {
	/** Each once: `mergeAttempts`. */
	readonly attempts: readonly Attempt[];
	/** The tasks as they stand. */
	readonly rows: readonly Row[];
	readonly window: Window;
	readonly filter: Filter;
	readonly thresholds: Thresholds;
	/** How far east of UTC days begin, in milliseconds. */
	readonly offsetMs: number;
};

/** All figures about the attempts within a window that match a filter. */
export const metricsOf = (input: MetricsInput): Metrics => {
	const {window, filter, thresholds, offsetMs} = input;
	const rows =
		filter.terms.length === 0 ? input.rows : input.rows.filter((row) => matchesFilter(row, filter));
	const matching = matchingAttempts(input, rows);
	const attempts = attemptsWithin(matching, window);
	const isWhole = window.since === null && window.until === null;
	const rowByKey = new Map(rows.map((row) => [row.task.key, row]));
	const byTask = byTaskOf(attempts);
	const counted = isWhole ? rows : rows.filter(({task}) => byTask.has(task.key));
	// What a task counts itself is about all its time, not about a window.
	const retries = retriesOf(byTask, isWhole ? rows : []);
	return {
		population: populationOf(attempts, {
			tasks: byTask.size,
			known: byTask.size + counted.filter(({task}) => !byTask.has(task.key)).length,
			window,
			filter: filter.text,
			withoutTime: isWhole ? 0 : matching.filter((attempt) => timeOf(attempt) === null).length,
		}),
		durations: durationsOf(attempts),
		groups: {
			format: groupsOf(attempts, 'format'),
			agent: groupsOf(attempts, 'agent'),
			kind: groupsOf(attempts, 'kind'),
		},
		stages: stagesOf(attempts),
		tasks: successOfTasks(counted, byTask),
		attempts: successOf(attempts),
		interrupted: attempts.filter(({outcome}) => outcome === 'interrupted').length,
		cancelled: attempts.filter(({outcome}) => outcome === 'cancelled').length,
		throughput: throughputOf(attempts, offsetMs),
		retries,
		slow: slowTasks(byTask, thresholds),
		oftenRetried: oftenRetriedTasks(
			retries.byTask,
			byTask,
			(task) => rowByKey.get(task)?.task,
			thresholds,
		),
		thresholds,
		correlations: correlationsOf(byTask, retries.byTask),
		anomalies: anomaliesOf(attempts, byTask, retries.byTask),
	};
};

/** An attempt of a task that is gone is asked as if that task stood there as it was left. */
export const matchingAttempts = (
	{attempts, rows: all, filter}: Pick<MetricsInput, 'attempts' | 'rows' | 'filter'>,
	rows: readonly Row[],
): readonly Attempt[] => {
	if (filter.terms.length === 0) {
		return attempts;
	}

	const present = new Set(all.map(({task}) => task.key));
	const matching = new Set(rows.map(({task}) => task.key));
	return attempts.filter((attempt) =>
		present.has(attempt.task)
			? matching.has(attempt.task)
			: matchesFilter(rowLeftBy(attempt), filter),
	);
};

const statusOf = (outcome: Attempt['outcome']): Status => outcome;

const rowLeftBy = ({task: key, id, title, format, workspace, group, ...known}: Attempt): Row =>
	rowOf(
		{
			...blankTask({key, id, title, format, workspace, group}),
			status: statusOf(known.outcome),
			agent: known.agent,
			kind: known.kind,
			error: known.error,
		},
		undefined,
		known.endedAt ?? 0,
	);

/** Tasks as they stand; one that is gone as its last attempt left it. */
const successOfTasks = (rows: readonly Row[], byTask: ByTask): Rate | null => {
	const present = new Set(rows.map(({task}) => task.key));
	const gone = [...byTask].filter(([task]) => !present.has(task));
	const ends = [
		...rows.map(({status}) => status),
		...gone.map(([, own]) => statusOf(own.at(-1)!.outcome)),
	];
	const completed = ends.filter((status) => status === 'completed').length;
	const failed = ends.filter((status) => status === 'failed').length;
	return rateOf(completed, completed + failed);
};
