import type {Attempt} from '../../model/attempt.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

/** One hour, day or week. */
type Bucket = {
	/** Epoch milliseconds of its beginning. */
	readonly at: number;
	readonly completed: number;
	readonly failed: number;
};

export type Throughput = {
	readonly unit: 'hour' | 'day' | 'week';
	/** Without holes, oldest first. */
	readonly buckets: readonly Bucket[];
	/** Completed attempts a day, over the time from the first end to the last; null: less than an hour. */
	readonly perDay: number | null;
	/** The later half of the time against the earlier one. */
	readonly earlier: Half;
	readonly later: Half;
};

/** Completed and failed attempts of one half. */
type Half = {readonly completed: number; readonly failed: number};

/** So many at most of each, before the next larger unit is taken. */
const units: readonly {readonly unit: Throughput['unit']; readonly length: number}[] = [
	{unit: 'hour', length: hour},
	{unit: 'day', length: day},
	{unit: 'week', length: 7 * day},
];

const mostHours = 72;
const mostDays = 120;
const mostBuckets = 520;

/**
What was brought to an end when. A window that reaches over years keeps its latest ten.

@param offsetMs how far east of UTC days begin, in milliseconds; one for all: a day of changing clocks is
an hour off.
*/
export const throughputOf = (attempts: readonly Attempt[], offsetMs: number): Throughput | null => {
	const ends: {readonly at: number; readonly isCompleted: boolean}[] = [];
	let first = Infinity;
	let last = -Infinity;
	for (const {endedAt, outcome} of attempts) {
		if (endedAt !== null && (outcome === 'completed' || outcome === 'failed')) {
			ends.push({at: endedAt, isCompleted: outcome === 'completed'});
			first = Math.min(first, endedAt);
			last = Math.max(last, endedAt);
		}
	}

	if (ends.length === 0) {
		return null;
	}

	const span = last - first;
	const {unit, length} = units[span <= mostHours * hour ? 0 : span <= mostDays * day ? 1 : 2]!;
	const bucketOf = (at: number): number => Math.floor((at + offsetMs) / length);
	const begin = Math.max(bucketOf(first), bucketOf(last) - mostBuckets + 1);
	const buckets = Array.from({length: bucketOf(last) - begin + 1}, (_, index) => ({
		at: (begin + index) * length - offsetMs,
		completed: 0,
		failed: 0,
	}));
	const earlier = {completed: 0, failed: 0};
	const later = {completed: 0, failed: 0};
	let completed = 0;
	for (const {at, isCompleted} of ends) {
		const what = isCompleted ? 'completed' : 'failed';
		const bucket = buckets[bucketOf(at) - begin];
		if (bucket) {
			bucket[what]++;
		}

		(at < first + span / 2 ? earlier : later)[what]++;
		completed += isCompleted ? 1 : 0;
	}

	return {
		unit,
		buckets,
		perDay: span < hour ? null : completed / (span / day),
		earlier,
		later,
	};
};
