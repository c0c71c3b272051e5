import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {Transition} from '../model/transition.ts';

/** What is asked for; absent: everything. */
export type TimelineFilter = {
	/** Key of the task. */
	readonly task?: string;
	/** Epoch milliseconds: not before, not after. */
	readonly from?: number;
	readonly until?: number;
	readonly what?: readonly Transition['what'][];
};

/** A place in the timeline, from which the next page goes on. */
export type Cursor = {readonly at: number; readonly id: number};

export type TimelinePage = {
	/** Newest first. */
	readonly transitions: readonly Transition[];
	/** Where older ones go on, or null at the end. */
	readonly next: Cursor | null;
};

/** One page of what happened, newest first: found by index, however much there is. */
export const timelinePage = (
	database: DatabaseSync,
	filter: TimelineFilter,
	size: number,
	after: Cursor | null = null,
): TimelinePage => {
	const {task, from, until, what} = filter;
	const conditions: string[] = [];
	const values: (string | number)[] = [];
	const where = (condition: string, ...given: (string | number)[]): void => {
		conditions.push(condition);
		values.push(...given);
	};

	if (task !== undefined) {
		where('transitions.name_id in (select id from task_names where task = ?)', task);
	}

	if (from !== undefined) {
		where('at >= ?', from);
	}

	if (until !== undefined) {
		where('at <= ?', until);
	}

	if (what !== undefined) {
		where(`what in (${what.map(() => '?').join(', ')})`, ...what);
	}

	if (after) {
		where(
			'(at < ? or (at = ? and transitions.id < ?)) and at <= ?',
			after.at,
			after.at,
			after.id,
			after.at,
		);
	}

	const rows = database
		.prepare(
			`select transitions.id as id, at, task, shown_id, title, what, from_value, to_value, status
			from transitions join task_names on task_names.id = name_id
			${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
			order by at desc, transitions.id desc limit ?`,
		)
		.all(...values, size + 1);
	const shown = rows.slice(0, size);
	const last = shown.at(-1);
	return {
		transitions: shown.map(transitionOf),
		next: rows.length > size && last ? {at: Number(last['at']), id: Number(last['id'])} : null,
	};
};

const transitionOf = (row: Record<string, SQLOutputValue>): Transition => ({
	at: Number(row['at']),
	task: String(row['task']),
	id: String(row['shown_id']),
	title: String(row['title']),
	what: row['what'] as Transition['what'],
	from: row['from_value'] as string | null,
	to: row['to_value'] as string | null,
	status: row['status'] as Transition['status'],
});
