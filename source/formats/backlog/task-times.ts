import type {ClaimedTime, Moment, Task} from '../../model/task.ts';
import type {Entry} from './entries.ts';
import {isInterruption} from './interruption.ts';
import {type LocalTime, readLocalTime} from './local-times.ts';
import {lastTraceOf} from './activity.ts';

type Times = Pick<
	Task,
	'startedAt' | 'updatedAt' | 'completedAt' | 'durationMs' | 'durationSource' | 'claimedTimes'
>;

const minute = 60_000;
/** Both rows of a start are written this close to each other. */
const slackMs = 1000;
/** Shorter "work" is a writer that stamps both ends of it in one go. */
const notMeasuredMs = 10;

/** Why a time is not used; null when it is. */
const flawOf = (time: LocalTime, readAt: number): string | null =>
	time.isMidnight
		? 'midnight: nobody looked at a clock'
		: time.at > readAt + minute
			? 'in the future'
			: null;

/** The times of an entry: those of its execution, else those that the backlog itself gives. */
export const timesOf = (entry: Entry, offset: number | null, readAt: number): Times =>
	entry.record?.execution ? recordTimes(entry, readAt) : planTimes(entry, offset, readAt);

const recordTimes = ({record, recorded, item}: Entry, readAt: number): Times => {
	const {startedAt, completedAt, updatedAt} = record!.execution!;
	const isOver = recorded === 'completed' || recorded === 'failed' || recorded === 'skipped';
	const order =
		completedAt && startedAt && completedAt.at < startedAt.at ? 'before the start' : null;
	const kept = isOver ? null : 'of an earlier try';
	const present = presentStart(record!, recorded, readAt);
	const claims = [
		claim('started_at', startedAt, readAt, present === null ? null : 'of the first try'),
		claim('completed_at', completedAt, readAt, kept ?? order),
		claim('updated_at', updatedAt, readAt, null),
	].flat();
	const trace = lastTraceOf(record!);
	return {
		startedAt: present ?? moment(startedAt, readAt, 'started_at of the execution'),
		updatedAt:
			trace !== null && trace <= readAt + minute ? {at: trace, source: 'newest row'} : null,
		completedAt:
			(kept ?? order) ? null : moment(completedAt, readAt, 'completed_at of the execution'),
		...durationOf(record!, recorded, order !== null),
		claimedTimes: [...claims, ...dateClaims(item)],
	};
};

/** A retry does not touch `started_at`: the present try began later than that says. */
const presentStart = (
	{execution, attempts}: NonNullable<Entry['record']>,
	recorded: Entry['recorded'],
	readAt: number,
): Moment | null => {
	const at = attempts?.startedAt ?? null;
	return recorded === 'running' &&
		at !== null &&
		at > (execution?.startedAt?.at ?? -Infinity) + slackMs &&
		at <= readAt + minute
		? {at, source: 'history of the present try'}
		: null;
};

const claim = (
	label: string,
	time: LocalTime | null,
	readAt: number,
	flaw: string | null,
): ClaimedTime[] => (time ? [{label, raw: time.raw, flaw: flaw ?? flawOf(time, readAt)}] : []);

const moment = (time: LocalTime | null, readAt: number, source: string): Moment | null =>
	time && flawOf(time, readAt) === null
		? {at: time.at, source: time.isAssumed ? `${source}, zone assumed` : source}
		: null;

const durationOf = (
	{execution, attempts}: NonNullable<Entry['record']>,
	recorded: Entry['recorded'],
	isBackwards: boolean,
): Pick<Times, 'durationMs' | 'durationSource'> => {
	const unknown = {durationMs: null, durationSource: null};
	if (
		isBackwards ||
		isInterruption(execution!.error) ||
		(recorded !== 'completed' && recorded !== 'failed')
	) {
		return unknown;
	}

	const {executionTime, startedAt, completedAt} = execution!;
	const last = attempts?.ended.at(-1);
	const measured = executionTime === null || executionTime < 0 ? null : executionTime * 1000;
	// The writer measures from the last start; a retry without one makes its figure span several tries.
	const found =
		measured !== null && last?.durationMs !== null && last && last.durationMs < measured - 1000
			? {durationMs: last.durationMs, durationSource: 'history'}
			: measured !== null
				? {durationMs: measured, durationSource: 'execution_time'}
				: startedAt && completedAt
					? {durationMs: completedAt.at - startedAt.at, durationSource: 'start and end'}
					: unknown;
	if (found.durationMs === null || found.durationMs < notMeasuredMs) {
		return unknown;
	}

	const tries = attempts?.triesInRow ?? 0;
	return tries > 1
		? {...found, durationSource: `${found.durationSource}, last of ${tries} tries`}
		: found;
};

/** Times in the comments of an item; its dates have no time of day and are only claims. */
export const planTimeFields = (
	{item}: Entry,
	offset: number | null,
): {startedAt: LocalTime | null; updatedAt: LocalTime | null} => ({
	startedAt: readLocalTime(item?.field('started_at')?.value ?? null, offset),
	updatedAt: readLocalTime(item?.field('last_updated')?.value ?? null, offset),
});

const planTimes = (entry: Entry, offset: number | null, readAt: number): Times => {
	const {startedAt, updatedAt} = planTimeFields(entry, offset);
	return {
		startedAt: moment(startedAt, readAt, 'started_at of the backlog'),
		updatedAt: moment(updatedAt, readAt, 'last_updated of the backlog'),
		completedAt: null,
		durationMs: null,
		durationSource: null,
		claimedTimes: [
			...claim('started_at', startedAt, readAt, null),
			...claim('last_updated', updatedAt, readAt, null),
			...dateClaims(entry.item),
		],
	};
};

const dateClaims = (item: Entry['item']): ClaimedTime[] => {
	const date = item?.field('completion_date');
	return date ? [{label: 'completion_date', raw: date.value, flaw: 'a date without a time'}] : [];
};

/** A time of the backlog that may be relied on. */
export const trusted = (time: LocalTime | null, readAt: number): LocalTime | null =>
	time && flawOf(time, readAt) === null ? time : null;
