import {isInterruption, requeueMessage} from './interruption.ts';

/** One row of the history, with its time understood. */
export type HistoryEntry = {
	readonly status: string;
	readonly message: string;
	/** Epoch milliseconds; null when the time cannot be read. */
	readonly at: number | null;
	/** Seconds the writer measured, at the end of an attempt. */
	readonly executionTime: number | null;
	readonly error: string | null;
};

/** One try: from a start, or from a retry that nobody started anew, to its end. */
type Attempt = {
	readonly outcome: 'completed' | 'failed';
	/** Epoch milliseconds. */
	readonly endedAt: number | null;
	readonly durationMs: number | null;
	readonly error: string | null;
};

/** What the history of one task tells. */
export type Attempts = {
	readonly ended: readonly Attempt[];
	readonly retries: number;
	/** Retries since the last success: the tries that are used up. */
	readonly retriesUsed: number;
	/** Tries that ended since the success before the last one: the last of so many. */
	readonly triesInRow: number;
	/** Epoch ms at which the present try began: a start, or a retry; null: none is open, or unknown. */
	readonly startedAt: number | null;
	/** What the newest progress of the present try was called: `PRD parsed`. */
	readonly stage: string | null;
	/** Epoch ms of the newest row. */
	readonly lastAt: number | null;
	/** Lengths of the pauses between two rows of the same try, in ms. */
	readonly pauses: readonly number[];
};

const isStart = ({message}: HistoryEntry): boolean => /^Task execution started\b/i.test(message);
const isRetry = ({message}: HistoryEntry): boolean => /^Retry attempt\b/i.test(message);
const isRequeue = ({message}: HistoryEntry): boolean => message === requeueMessage;
/** Written by somebody who came later, not by the one who was at work. */
const isAfterwards = (entry: HistoryEntry): boolean =>
	isRetry(entry) || isRequeue(entry) || isInterruption(entry.error);
const progress = /^Progress: {0,3}[\d.]{1,10}%(?: {0,3}- {0,3}(\S.*))?$/i;

/** Reads the rows of one task in the order in which they were written. */
export const readAttempts = (entries: readonly HistoryEntry[]): Attempts => {
	const ended: Attempt[] = [];
	const pauses: number[] = [];
	let startedAt: number | null = null;
	let previousAt: number | null = null;
	let lastAt: number | null = null;
	let retries = 0;
	let retriesUsed = 0;
	let triesInRow = 0;
	let stage: string | null = null;
	for (const entry of entries) {
		lastAt = entry.at === null ? lastAt : Math.max(lastAt ?? entry.at, entry.at);
		if (
			previousAt !== null &&
			entry.at !== null &&
			entry.at >= previousAt &&
			!isAfterwards(entry)
		) {
			pauses.push(entry.at - previousAt);
		}

		previousAt = entry.at;
		if (isStart(entry) || isRetry(entry)) {
			startedAt = entry.at;
			retries += isRetry(entry) ? 1 : 0;
			retriesUsed += isRetry(entry) ? 1 : 0;
			stage = null;
			// What passes between the retry and the start is waiting, not work.
			previousAt = isRetry(entry) ? null : entry.at;
		} else if (entry.status === 'completed' || entry.status === 'failed') {
			ended.push({
				outcome: entry.status,
				endedAt: entry.at,
				durationMs: durationOf(entry, startedAt),
				error: entry.error,
			});
			triesInRow = ended.at(-2)?.outcome === 'completed' ? 1 : triesInRow + 1;
			retriesUsed = entry.status === 'completed' ? 0 : retriesUsed;
			startedAt = null;
			previousAt = null;
		} else if (isRequeue(entry)) {
			startedAt = null;
			previousAt = null;
			stage = null;
		} else {
			stage = progress.exec(entry.message)?.[1] ?? stage;
		}
	}

	return {ended, retries, retriesUsed, triesInRow, startedAt, stage, lastAt, pauses};
};

/**
The writer measures from `started_at`, which a retry does not touch: its figure then spans all tries
since the start, and the rows themselves know better.
*/
const durationOf = (
	{at, executionTime, error}: HistoryEntry,
	startedAt: number | null,
): number | null => {
	if (isInterruption(error)) {
		return null;
	}

	const measured = executionTime === null || executionTime < 0 ? null : executionTime * 1000;
	const between = at !== null && startedAt !== null && at >= startedAt ? at - startedAt : null;
	return measured !== null && between !== null && measured > between + 1000
		? between
		: (measured ?? between);
};

/** The value below which a share of the values lies, linear between two of them. */
export const percentile = (values: readonly number[], share: number): number | null => {
	if (values.length === 0) {
		return null;
	}

	const sorted = [...values].sort((a, b) => a - b);
	const position = (sorted.length - 1) * share;
	const low = sorted[Math.floor(position)]!;
	const high = sorted[Math.ceil(position)]!;
	return low + (high - low) * (position - Math.floor(position));
};
