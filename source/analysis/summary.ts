import {type Status, statuses} from '../model/status.ts';
import type {Row} from './rows.ts';

/** The totals of the header. */
export type Summary = {
	readonly total: number;
	readonly byStatus: Readonly<Record<Status, number>>;
	/** Tasks with at least one reason to look at them. */
	readonly attention: number;
	/** Completed among completed and failed, 0 to 1; null before either happened. */
	readonly successRate: number | null;
	/** Median length of completed tasks' last attempts in ms; null with fewer than `minimumDurations`. */
	readonly medianDurationMs: number | null;
};

/** A median of fewer values says more about chance than about the work. */
const minimumDurations = 5;

export const summarise = (rows: readonly Row[]): Summary => {
	const byStatus = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<
		Status,
		number
	>;
	const durations: number[] = [];
	let attention = 0;
	for (const row of rows) {
		byStatus[row.status]++;
		attention += row.attention.length > 0 ? 1 : 0;
		if (row.durationMs !== null && row.status === 'completed') {
			durations.push(row.durationMs);
		}
	}

	const finished = byStatus.completed + byStatus.failed;
	return {
		total: rows.length,
		byStatus,
		attention,
		successRate: finished === 0 ? null : byStatus.completed / finished,
		medianDurationMs: durations.length < minimumDurations ? null : median(durations),
	};
};

/** The middle value, or the mean of the two middle ones. */
const median = (values: number[]): number => {
	values.sort((a, b) => a - b);
	const middle = values.length >> 1;
	return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
};
