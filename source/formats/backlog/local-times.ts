import {readTime} from '../../model/time.ts';

const minute = 60_000;
const quarter = 15 * minute;
/** No clock on earth is further from UTC. */
const furthest = 15 * 60 * minute;
/** Both times are written by one statement; more than this apart, they were not. */
const tolerance = 5 * minute;

/**
What must be added to a naive time of a row to get UTC, in ms: `created_at` is UTC and is written by
the same statement as `started_at`, which is the local time of the writer. Null when the two do not
tell it.
*/
export const offsetOf = (createdAt: string | null, startedAt: string | null): number | null => {
	const created = readTime(createdAt);
	const started = readTime(startedAt);
	if (created?.zone !== 'naive' || started?.zone !== 'naive') {
		return null;
	}

	const apart = created.at - started.at;
	const offset = Math.round(apart / quarter) * quarter;
	return Math.abs(offset) <= furthest && Math.abs(apart - offset) <= tolerance
		? offset === 0
			? 0
			: offset
		: null;
};

/** What this machine adds to a local time to get UTC, at that time of the year. */
const offsetHere = (civil: number): number => {
	const date = new Date(civil);
	const local = new Date(
		date.getUTCFullYear(),
		date.getUTCMonth(),
		date.getUTCDate(),
		date.getUTCHours(),
		date.getUTCMinutes(),
		date.getUTCSeconds(),
		date.getUTCMilliseconds(),
	);
	return local.getTime() - civil;
};

/** A time as it was written, and when that was. */
export type LocalTime = {
	/** Epoch milliseconds. */
	readonly at: number;
	readonly raw: string;
	/** No row told the zone of the writer: this machine's was taken. */
	readonly isAssumed: boolean;
	/** Exactly midnight, or a date alone: nobody looked at a clock. */
	readonly isMidnight: boolean;
};

/** Reads a time that is local to its writer unless it names a zone. */
export const readLocalTime = (raw: string | null, offset: number | null): LocalTime | null => {
	const written = readTime(raw);
	if (!written || raw === null) {
		return null;
	}

	const isLocal = written.zone === 'naive' || written.zone === 'date';
	return {
		at: isLocal ? written.at + (offset ?? offsetHere(written.at)) : written.at,
		raw,
		isAssumed: isLocal && offset === null,
		isMidnight: written.isMidnight,
	};
};

/**
Finds the offset of the row that is nearest in time, for rows that tell none: the clock may have been
put forward between two rows.
*/
export const nearestOffset = (
	known: readonly {readonly civil: number; readonly offset: number}[],
): ((raw: string | null) => number | null) => {
	const sorted = [...known].sort((a, b) => a.civil - b.civil);
	return (raw) => {
		const civil = readTime(raw)?.at;
		if (sorted.length === 0 || civil === undefined) {
			return sorted.at(-1)?.offset ?? null;
		}

		let low = 0;
		let high = sorted.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sorted[middle]!.civil < civil) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		const after = sorted[low]!;
		const before = sorted[Math.max(0, low - 1)]!;
		return Math.abs(after.civil - civil) < Math.abs(before.civil - civil)
			? after.offset
			: before.offset;
	};
};
