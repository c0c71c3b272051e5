import type {DatabaseRow, RowEdit} from '../../../model/edit.ts';
import {harmless} from '../../../text/harmless.ts';
import type {Again} from './again.ts';

/** What is to be done to the database, or why that can't be. */
export type RowChange = {readonly edits: readonly RowEdit[]} | {readonly refusal: string};

/** The row of a table that is about the task; null: there is none, or no such table. */
export const rowOf = (
	{database, entry}: Again,
	table: string,
): {readonly row: DatabaseRow | null} | {readonly refusal: string} => {
	const id = entry.record?.id;
	const rows = (database?.tables[table]?.rows ?? []).filter(
		({task_id: own}) => own !== undefined && own !== null && harmless(String(own)) === id,
	);
	return rows.length > 1
		? {refusal: `${table} has ${rows.length} rows of ${id}: nobody can say which one counts`}
		: {row: rows[0] ?? null};
};

/** Gives columns of a row other values; the others stay as they are. */
export const update = (
	{database}: Again,
	table: string,
	row: DatabaseRow,
	values: DatabaseRow,
): RowChange => {
	const missing = Object.keys(values).find((column) => !Object.hasOwn(row, column));
	return missing === undefined
		? {
				edits: [
					{
						type: 'row',
						path: database!.path,
						table,
						key: {task_id: row['task_id']!},
						before: row,
						after: {...row, ...values},
					},
				],
			}
		: {refusal: `${table} has no column ${missing}`};
};

/** Adds a row, or does nothing where the writer has no such table. */
export const insert = (
	{database}: Again,
	table: string,
	values: DatabaseRow,
	key: DatabaseRow = {},
): RowChange => {
	const there = database?.tables[table];
	if (!there) {
		return {edits: []};
	}

	const missing = Object.keys(values).find((column) => !there.columns.includes(column));
	return missing === undefined
		? {edits: [{type: 'row', path: database.path, table, key, before: null, after: values}]}
		: {refusal: `${table} has no column ${missing}`};
};

/** A row of the history as the writer adds it; nothing where it keeps none. */
export const historyRow = (
	again: Again,
	execution: DatabaseRow,
	values: {
		readonly status: string;
		readonly timestamp: string;
		readonly message: string;
		readonly metadata?: string;
	},
): RowChange => insert(again, 'execution_history', {task_id: execution['task_id']!, ...values});

export const remove = ({database}: Again, table: string, row: DatabaseRow): RowChange => ({
	edits: [
		{
			type: 'row',
			path: database!.path,
			table,
			key: {task_id: row['task_id']!},
			before: row,
			after: null,
		},
	],
});

/** A number that is counted up, where null counts as none; or why it can't be. */
export const countOf = (row: DatabaseRow, column: string): number | {readonly refusal: string} => {
	const value = row[column] ?? 0;
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
		? value
		: {refusal: `${column} of ${harmless(String(row['task_id']))} is no count`};
};

/** All of them, or the first reason why not. */
export const together = (changes: readonly RowChange[]): RowChange =>
	changes.find((change) => 'refusal' in change) ?? {
		edits: changes.flatMap((change) => ('edits' in change ? change.edits : [])),
	};
