import type {Activity, Signal} from '../../model/activity.ts';
import {percentile} from './attempts.ts';
import type {Entry} from './entries.ts';
import type {LocalTime} from './local-times.ts';
import type {TaskRecord} from './parse-database.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long the tries and pauses of one database are: what "silent" means there. */
export type Rhythm = Pick<Activity, 'silentAfterMs' | 'interruptedAfterMs' | 'usualMs'> & {
	/** The newest start of any task, and whose it is: one executor works on one task at a time. */
	readonly newest: {readonly id: string; readonly at: number} | null;
};

export const rhythmOf = (records: readonly TaskRecord[]): Rhythm => {
	const attempts = records.flatMap(({attempts}) => (attempts ? [attempts] : []));
	const durations = attempts.flatMap(({ended}) =>
		ended.flatMap(({durationMs}) => (durationMs === null ? [] : [durationMs])),
	);
	const pauses = attempts.flatMap(({pauses}) => pauses);
	const interruptedAfterMs = Math.max(30 * minute, 3 * (percentile(durations, 0.95) ?? 0));
	const starts = records.flatMap(({id, execution}) =>
		execution?.startedAt ? [{id, at: execution.startedAt.at}] : [],
	);
	return {
		silentAfterMs: Math.min(
			interruptedAfterMs,
			Math.max(10 * minute, percentile(pauses, 0.95) ?? 0),
		),
		interruptedAfterMs,
		usualMs: percentile(pauses, 0.5),
		newest: starts.reduce<Rhythm['newest']>(
			(newest, start) => (newest === null || start.at > newest.at ? start : newest),
			null,
		),
	};
};

/** Epoch ms of the newest trace of a record. */
export const lastTraceOf = ({execution, attempts}: TaskRecord): number | null => {
	const times = [
		execution?.updatedAt?.at ?? null,
		execution?.startedAt?.at ?? null,
		attempts?.lastAt ?? null,
	].filter((at) => at !== null);
	return times.length > 0 ? times.reduce((latest, at) => Math.max(latest, at)) : null;
};

/** Evidence about a task that the database calls running. */
export const recordActivity = (record: TaskRecord, rhythm: Rhythm): Activity => {
	const {execution, attempts} = record;
	const last = lastTraceOf(record);
	const signals: Signal[] = [];
	if (execution?.updatedAt) {
		signals.push(life('execution-updated', execution.updatedAt.at, 'its execution was updated'));
	}

	if (attempts?.lastAt !== null && attempts?.lastAt !== undefined) {
		signals.push(life('history-written', attempts.lastAt, 'its history was written'));
	}

	if (execution?.startedAt) {
		signals.push(life('execution-started', execution.startedAt.at, 'it was started'));
	}

	const {newest} = rhythm;
	if (newest && last !== null && newest.at > last && newest.id !== record.id) {
		signals.push({
			signal: 'other-task-later',
			weight: 'note',
			at: newest.at,
			says: `${newest.id} was started later, and one executor does one task at a time`,
		});
	}

	return {
		signals,
		silentAfterMs: rhythm.silentAfterMs,
		interruptedAfterMs: rhythm.interruptedAfterMs,
		usualMs: rhythm.usualMs,
	};
};

const life = (signal: string, at: number, says: string): Signal => ({
	signal,
	weight: 'life',
	at,
	says,
});

/** A backlog that says "in progress" is stale after this; its writer's own rule. */
const staleAfterMs = 7 * day;

/**
Evidence about a task that only the backlog calls running: its own dates, or else the last change of
the file, before which nobody can have touched the row.
*/
export const planActivity = (
	{item}: Entry,
	times: {
		readonly startedAt: LocalTime | null;
		readonly updatedAt: LocalTime | null;
		readonly fileChangedAt: number | null;
		readonly lastUpdated: string | null;
	},
): Activity => {
	const own = [
		...(times.startedAt ? [life('started', times.startedAt.at, 'its started_at')] : []),
		...(times.updatedAt ? [life('updated', times.updatedAt.at, 'its last_updated')] : []),
	];
	const signals: Signal[] =
		own.length > 0 || times.fileChangedAt === null || item === null
			? own
			: [life('file-changed', times.fileChangedAt, 'the last change of the backlog')];
	if (times.lastUpdated !== null) {
		signals.push({
			signal: 'backlog-dated',
			weight: 'note',
			at: null,
			says: `the backlog says it was last updated ${times.lastUpdated}`,
		});
	}

	return {signals, silentAfterMs: staleAfterMs, interruptedAfterMs: staleAfterMs, usualMs: null};
};
