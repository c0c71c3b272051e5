import type {ClaimedTime, Moment} from '../../model/task.ts';
import {readTime} from '../../model/time.ts';
import type {Status} from '../../model/status.ts';
import type {Entry} from './values.ts';

/** Clocks of two machines differ by this much without anybody having invented a time. */
const clockSkewMs = 60_000;

export type EntryTimes = {
	readonly startedAt: Moment | null;
	readonly updatedAt: Moment | null;
	readonly completedAt: Moment | null;
	readonly durationMs: number | null;
	readonly durationSource: string | null;
	readonly claimedTimes: readonly ClaimedTime[];
	/** A completion that belongs to an attempt before the present one. */
	readonly hasEarlierEnd: boolean;
	/** The first time that cannot be true, for a finding; null when all can. */
	readonly implausible: {readonly field: string; readonly flaw: string} | null;
	/** Times that name no zone, and are read in the one of this machine. */
	readonly withoutZone: number;
};

type Stamp = {
	readonly label: string;
	readonly raw: string;
	readonly at: number;
	readonly source: string;
	/** It names no zone. */
	readonly isLocal: boolean;
	flaw: string | null;
};

/**
Reads a time of the metadata. The PowerShell twin of the writer leaves the zone out; that is the
clock of the machine it ran on, taken to be this one.
*/
const stampOf = (label: string, raw: string | null): Stamp | null => {
	const utc = readTime(raw);
	if (raw === null || !utc) {
		return null;
	}

	if (utc.zone === 'utc' || utc.zone === 'offset') {
		const flaw = utc.isMidnight ? 'exactly midnight' : null;
		return {label, raw, at: utc.at, source: label, isLocal: false, flaw};
	}

	const offset = -new Date(utc.at).getTimezoneOffset() * 60_000;
	return {
		label,
		raw,
		at: utc.at - offset,
		source: `${label}, without zone: read as local time`,
		isLocal: utc.zone === 'naive',
		flaw:
			utc.zone === 'date' ? 'a date without a time' : utc.isMidnight ? 'exactly midnight' : null,
	};
};

/**
Whether a person or a model made up the times of a file: there are at least three different ones and
every one falls on a half minute.
*/
export const areTimesHandMade = (entries: readonly Entry[]): boolean => {
	const different = new Set<number>();
	for (const entry of entries) {
		for (const raw of isConfirmed(entry) ? [] : [entry.startedAt, entry.completedAt]) {
			const time = readTime(raw);
			if (time) {
				if (time.at % 30_000 !== 0) {
					return false;
				}

				different.add(time.at);
			}
		}
	}

	return different.size >= 3;
};

/** A length that was noted on its own and fits the times makes them believable. */
const isConfirmed = ({startedAt, completedAt, durationSeconds}: Entry): boolean => {
	if (durationSeconds === null) {
		return false;
	}

	const [started, completed] = [readTime(startedAt), readTime(completedAt)];
	return (
		started !== null &&
		completed !== null &&
		completed.at > started.at &&
		completed.at - started.at === Math.round(durationSeconds * 1000)
	);
};

/** Which times of a task are to be believed, and what its last attempt took. */
export const timesOf = (
	entry: Entry,
	status: Status,
	{readAt, areHandMade}: {readAt: number; areHandMade: boolean},
): EntryTimes => {
	const started = stampOf('started_at', entry.startedAt);
	const completed = stampOf('completed_at', entry.completedAt);
	const hasEnded = status === 'completed' || status === 'failed' || status === 'cancelled';
	let implausible: EntryTimes['implausible'] = null;

	for (const stamp of [started, completed]) {
		if (stamp && stamp.at > readAt + clockSkewMs) {
			stamp.flaw = 'in the future';
		}

		if (stamp?.flaw) {
			implausible ??= {field: stamp.label, flaw: stamp.flaw};
		}
	}

	for (const {raw, stamp, field} of [
		{raw: entry.startedAt, stamp: started, field: 'started_at'},
		{raw: entry.completedAt, stamp: completed, field: 'completed_at'},
	]) {
		if (raw !== null && raw.trim() !== '' && stamp === null) {
			implausible ??= {field, flaw: 'not a time'};
		}
	}

	const claimedMs =
		entry.durationSeconds === null ? null : Math.round(entry.durationSeconds * 1000);
	const spanMs = started && completed ? completed.at - started.at : null;
	const hasConfirmation = isConfirmed(entry);
	if (areHandMade && !hasConfirmation) {
		for (const stamp of [started, completed]) {
			if (stamp) {
				stamp.flaw ??= 'made by hand: every time of this file falls on a half minute';
			}
		}
	}

	let hasEarlierEnd = false;
	if (completed && !hasEnded && started) {
		hasEarlierEnd = completed.at <= started.at;
		completed.flaw ??= hasEarlierEnd ? 'of an earlier attempt' : 'but the task has not ended';
	} else if (started && completed && spanMs !== null && spanMs < 0) {
		completed.flaw ??= 'before started_at';
		implausible ??= {field: 'completed_at', flaw: 'before started_at'};
	} else if (started && completed && spanMs === 0 && hasEnded) {
		started.flaw ??= 'equals completed_at: noted afterwards';
	}

	const areBothGood = started?.flaw === null && completed?.flaw === null;
	const measuredMs = hasEnded && areBothGood && spanMs !== null && spanMs > 0 ? spanMs : null;
	const notedMs =
		measuredMs === null && hasEnded && spanMs === null && claimedMs !== null && claimedMs > 0
			? claimedMs
			: null;
	return {
		startedAt: momentOf(started),
		updatedAt: latest(
			[
				started,
				completed,
				stampOf('micro_reviewed_at', entry.review.microAt),
				stampOf('quality_gate_at', entry.review.gateAt),
			],
			readAt,
		),
		completedAt: hasEnded ? momentOf(completed) : null,
		durationMs: status === 'cancelled' ? null : (measuredMs ?? notedMs),
		durationSource:
			measuredMs === null
				? notedMs === null
					? null
					: 'duration_seconds'
				: hasConfirmation
					? 'started_at to completed_at, as duration_seconds'
					: 'started_at to completed_at',
		claimedTimes: [
			...claimOf(entry.startedAt, started, 'started_at'),
			...claimOf(entry.completedAt, completed, 'completed_at'),
		],
		hasEarlierEnd,
		implausible,
		withoutZone: [started, completed].filter((stamp) => stamp?.isLocal).length,
	};
};

const momentOf = (stamp: Stamp | null): Moment | null =>
	stamp?.flaw === null ? {at: stamp.at, source: stamp.source} : null;

const latest = (stamps: readonly (Stamp | null)[], readAt: number): Moment | null => {
	let newest: Stamp | null = null;
	for (const stamp of stamps) {
		if (stamp?.flaw === null && stamp.at <= readAt + clockSkewMs && stamp.at > (newest?.at ?? 0)) {
			newest = stamp;
		}
	}

	return momentOf(newest);
};

const claimOf = (raw: string | null, stamp: Stamp | null, label: string): readonly ClaimedTime[] =>
	raw === null ? [] : [{label, raw, flaw: stamp ? stamp.flaw : 'not a time'}];

/** Epoch ms of a written time that is no more than shown, or null. */
export const millisecondsOf = (raw: string | null): number | null => stampOf('', raw)?.at ?? null;
