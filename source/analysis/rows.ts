import {type Attention, attentionRank} from '../model/attention.ts';
import type {Status} from '../model/status.ts';
import type {Task} from '../model/task.ts';
import type {Observed} from '../store/state.ts';
import {tornGraceMs} from '../store/torn-files.ts';
import {judge, type Liveness} from './liveness.ts';
import {noSenses, type Senses} from './senses.ts';
import {witnessedAt, withWitnessed} from './witnessed.ts';

/** A task as it stands at a moment: what the files say, and what the clock makes of it. */
export type Row = {
	readonly task: Task;
	/** The task's status, or `interrupted` when nobody works on it any more. */
	readonly status: Status;
	readonly liveness: Liveness | null;
	/** What holds now, most pressing first. */
	readonly attention: readonly Attention[];
	/** Since when the present attempt runs (epoch ms), for tasks that run; else null. */
	readonly runningSince: number | null;
	/** Length of the last attempt (ms), for tasks that do not run; else null. An interrupted one
	lasted to its last sign of life: what came after was silence. */
	readonly durationMs: number | null;
	/** What elapsed time or duration was taken from, in words. */
	readonly elapsedSource: string | null;
	/** The file cannot be read at the moment: the values are the last good ones. */
	readonly isStale: boolean;
	/** Epoch ms at which this row will read differently by itself, or null. */
	readonly changesAt: number | null;
};

/** What a task looks like at `now`. */
export const rowOf = (
	task: Task,
	observed: Observed | undefined,
	now: number,
	staleScale = 1,
	senses: Senses = noSenses,
): Row => {
	const liveness = task.activity
		? judge(
				withWitnessed(task.activity, witnessedAt(task, observed, senses.changedAt(task))),
				now,
				{
					scale: staleScale,
					threshold: senses.thresholdOf(task, staleScale),
					presence: senses.presenceOf(task.workspace),
					falseAlarm: senses.falseAlarmOf(task),
				},
			)
		: null;
	const status =
		task.status === 'running' && liveness?.verdict === 'interrupted' ? 'interrupted' : task.status;
	const isStale = task.staleSince !== null && now - task.staleSince >= tornGraceMs;
	const upcoming = [
		liveness?.changesAt ?? null,
		task.staleSince !== null && !isStale ? task.staleSince + tornGraceMs : null,
		...task.attention.map(({activeFrom}) =>
			activeFrom !== undefined && activeFrom > now ? activeFrom : null,
		),
	].filter((at) => at !== null);
	return {
		task,
		status,
		liveness,
		attention: attentionAt(task, status, liveness, now),
		...elapsedOf(task, status, observed, liveness),
		isStale,
		changesAt: upcoming.length > 0 ? Math.min(...upcoming) : null,
	};
};

const attentionAt = (
	task: Task,
	status: Status,
	liveness: Liveness | null,
	now: number,
): readonly Attention[] => {
	const present = task.attention.filter(({activeFrom = 0}) => activeFrom <= now);
	const derived: Attention[] = [];
	if (status === 'interrupted' && !present.some(({code}) => code === 'interrupted')) {
		derived.push({code: 'interrupted', message: liveness?.reason ?? 'interrupted'});
	} else if (status === 'failed' && !present.some(({code}) => code === 'failed')) {
		derived.push({code: 'failed', message: task.error?.message ?? 'failed'});
	} else if (status === 'running' && liveness && isSilent(liveness)) {
		derived.push({code: liveness.verdict, message: liveness.reason ?? liveness.verdict});
	}

	return [...derived, ...present].sort((a, b) => attentionRank(a.code) - attentionRank(b.code));
};

const isSilent = (
	liveness: Liveness,
): liveness is Liveness & {readonly verdict: 'quiet' | 'stuck'} =>
	liveness.verdict === 'quiet' || liveness.verdict === 'stuck';

const elapsedOf = (
	task: Task,
	status: Status,
	observed: Observed | undefined,
	liveness: Liveness | null,
): Pick<Row, 'runningSince' | 'durationMs' | 'elapsedSource'> => {
	if (status === 'interrupted' && task.status === 'running') {
		return workedUntilSilence(task, liveness);
	}

	if (status !== 'running') {
		return {runningSince: null, durationMs: task.durationMs, elapsedSource: task.durationSource};
	}

	if (task.startedAt) {
		return {
			runningSince: task.startedAt.at,
			durationMs: null,
			elapsedSource: task.startedAt.source,
		};
	}

	// Without a credible start, a change that was witnessed counts; a run that was there when metawatch
	// came, or when its file came, has lasted an unknown time.
	return observed?.isWitnessed && observed.statusSince > observed.firstSeenAt
		? {runningSince: observed.statusSince, durationMs: null, elapsedSource: 'observed'}
		: {runningSince: null, durationMs: null, elapsedSource: null};
};

const workedUntilSilence = (
	{startedAt}: Task,
	liveness: Liveness | null,
): Pick<Row, 'runningSince' | 'durationMs' | 'elapsedSource'> => {
	const end = liveness?.lastSignAt ?? null;
	return startedAt === null || end === null || end < startedAt.at
		? {runningSince: null, durationMs: null, elapsedSource: null}
		: {
				runningSince: null,
				durationMs: end - startedAt.at,
				elapsedSource: `${startedAt.source}, to the last sign of life`,
			};
};
