import type {Attempt} from '../../model/attempt.ts';
import {byTaskOf} from './by-task.ts';
import {inTime} from './in-time.ts';

/** Two that saw the same start or end note it within this many milliseconds. */
const sameMomentMs = 10_000;

/**
All attempts of several records, each once. Where two tell of the same attempt the earlier record counts,
except that one which knows the end goes before one which still has it running.

Those of one task stand together, oldest first.

@param records the most credible first: what was observed, then what others recorded, then what the files
tell at present.
*/
export const mergeAttempts = (records: readonly (readonly Attempt[])[]): readonly Attempt[] => {
	const [first = [], ...others] = records.filter((record) => record.length > 0);
	if (others.length === 0) {
		return first;
	}

	const merged = new Map<string, readonly Attempt[]>(byTaskOf(first));

	for (const record of others) {
		for (const [task, attempts] of Map.groupBy(record, (attempt) => attempt.task)) {
			merged.set(task, together(merged.get(task) ?? [], attempts));
		}
	}

	return [...merged.values()].flat();
};

const together = (known: readonly Attempt[], others: readonly Attempt[]): readonly Attempt[] => {
	const result = [...known];
	const isTaken = new Set<number>();
	let left = others;
	for (const isSame of likenesses) {
		left = left.filter((other) => {
			// Of several the latest: records of the present tell the last try.
			const place = known.findLastIndex((one, index) => !isTaken.has(index) && isSame(one, other));
			if (place === -1) {
				return true;
			}

			isTaken.add(place);
			if (known[place]!.outcome === 'running' && other.outcome !== 'running') {
				result[place] = other;
			}

			return false;
		});
	}

	return left.length === 0 ? result : inTime([...result, ...left]);
};

/** How two may be known to be the same attempt, the surest first. */
const likenesses: readonly ((one: Attempt, other: Attempt) => boolean)[] = [
	(one, other) =>
		one.outcome === other.outcome &&
		one.endedAt === other.endedAt &&
		one.startedAt === other.startedAt,
	// Whatever is said of the outcome: a plan calls a task done whose last try failed, and an attempt
	// that was running goes on to be something else.
	(one, other) =>
		isClose(one.endedAt, other.endedAt) === true ||
		isClose(one.startedAt, other.startedAt) === true,
	(one, other) =>
		isClose(one.endedAt, other.endedAt) === null &&
		isClose(one.startedAt, other.startedAt) === null &&
		one.outcome === other.outcome,
];

/** Null: one of them does not know. */
const isClose = (a: number | null, b: number | null): boolean | null =>
	a === null || b === null ? null : Math.abs(a - b) <= sameMomentMs;
