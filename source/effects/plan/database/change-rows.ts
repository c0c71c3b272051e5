import type {DatabaseSync} from 'node:sqlite';
import type {DatabaseRow} from '../../../model/edit.ts';
import {harmless} from '../../../text/harmless.ts';
import type {RowChange} from '../deed.ts';
import {Refusal} from '../refusal.ts';
import {bound, type ExactRow, isSameRow, readRows} from './rows.ts';
import {quoted} from './sqlite.ts';
import {countOf, giveNumberBack} from './row-numbers.ts';
import {describeTable, type Table} from './table.ts';

/** @throws {Refusal} when there is no such table, or changing it would change more than it says. */
export const insistOnTable = (database: DatabaseSync, name: string): Table => {
	const table = describeTable(database, name);
	if (table === null) {
		throw new Refusal(`it has no table ${harmless(name)}`);
	}

	const trigger = database
		.prepare("select 1 from sqlite_schema where type = 'trigger' and lower(tbl_name) = lower(?)")
		.get(name);
	if (trigger) {
		throw new Refusal(
			`table ${harmless(name)} has triggers, which would change more than is shown`,
		);
	}

	if (table.rowid === null && table.primaryKey.length === 0) {
		throw new Refusal(`rows of table ${harmless(name)} can't be told apart`);
	}

	return table;
};

/** Rows that have these values. */
export const rowsWith = (
	database: DatabaseSync,
	table: Table,
	named: DatabaseRow,
): readonly ExactRow[] => {
	insistOnColumns(table, named);
	const columns = Object.keys(named);
	return readRows(
		database,
		table,
		`where ${columns.map((column) => `${quoted(column)} is ?`).join(' and ')}`,
		columns.map((column) => bound(named[column]!)),
	);
};

const insistOnColumns = (table: Table, named: DatabaseRow): void => {
	for (const column of Object.keys(named)) {
		if (!table.columns.includes(column) && column !== table.rowid) {
			throw new Refusal(`table ${harmless(table.name)} has no column ${harmless(column)}`);
		}
	}
};

/** What names exactly this row for SQLite. */
export const placeOf = (table: Table, row: ExactRow): DatabaseRow =>
	table.rowid === null
		? Object.fromEntries(table.primaryKey.map((column) => [column, row.cells[column]!]))
		: {[table.rowid]: row.rowid};

/**
Makes a change, within a transaction, where the row is still as it was.

@returns the change with the whole row as it stands now, and its place.
@throws {Refusal} when the row is another one, or the database makes something else of it.
*/
export const changeRow = (database: DatabaseSync, change: RowChange): RowChange => {
	const table = insistOnTable(database, change.table);
	const {at, before, after} = change;
	const standing = at ?? (Object.keys(change.key).length > 0 ? change.key : null);
	const found = standing ? rowsWith(database, table, standing) : [];
	const shown = `the row of table ${harmless(table.name)}${rowName(change.key)}`;
	if (
		before === null ? found.length > 0 : found.length !== 1 || !isSameRow(found[0]!.cells, before)
	) {
		throw new Refusal(`${shown} is not as it was`);
	}

	if (after === null) {
		run(database, `delete from ${quoted(table.name)} where ${conditions(at!)}`, at!);
		giveNumberBack(database, table, change);
		return change;
	}

	return before === null
		? insertRow(database, table, change, after, shown)
		: updateRow(database, table, change, {before, after}, shown);
};

const updateRow = (
	database: DatabaseSync,
	table: Table,
	change: RowChange,
	{before, after}: {readonly before: DatabaseRow; readonly after: DatabaseRow},
	shown: string,
): RowChange => {
	const at = change.at!;
	const changed = Object.fromEntries(
		Object.entries(after).filter(([column, value]) => before[column] !== value),
	);
	insistOnColumns(table, changed);
	const assignments = Object.keys(changed).map((column) => `${quoted(column)} = ?`);
	if (assignments.length > 0) {
		run(
			database,
			`update ${quoted(table.name)} set ${assignments.join(', ')} where ${conditions(at)}`,
			changed,
			at,
		);
	}

	const [row, ...more] = rowsWith(database, table, at);
	if (!row || more.length > 0 || !isSameRow(row.cells, after)) {
		throw new Refusal(`${shown} would be kept otherwise than it is given`);
	}

	return change;
};

const insertRow = (
	database: DatabaseSync,
	table: Table,
	change: RowChange,
	after: DatabaseRow,
	shown: string,
): RowChange => {
	const given = {...change.at, ...after};
	const columns = Object.keys(given);
	insistOnColumns(table, given);
	const values =
		columns.length === 0
			? 'default values'
			: `(${columns.map((column) => quoted(column)).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
	const isNew = change.at === null;
	const countBefore = isNew ? countOf(database, table) : undefined;
	const {lastInsertRowid} = run(database, `insert into ${quoted(table.name)} ${values}`, given);
	const named =
		table.rowid === null
			? Object.fromEntries(table.primaryKey.map((column) => [column, after[column] ?? null]))
			: {[table.rowid]: Number(lastInsertRowid)};
	const [row] = rowsWith(database, table, named);
	if (!row || Object.entries(after).some(([column, value]) => row.cells[column] !== value)) {
		throw new Refusal(`${shown} would be kept otherwise than it is given`);
	}

	const counted = countBefore === undefined ? {} : {countBefore};
	return {...change, ...counted, at: placeOf(table, row), after: row.cells};
};

const rowName = (key: DatabaseRow): string =>
	Object.keys(key).length === 0
		? ''
		: ` with ${harmless(
				Object.entries(key)
					.map(([column, value]) => `${column} ${String(value)}`)
					.join(', '),
			).slice(0, 100)}`;

const conditions = (named: DatabaseRow): string =>
	Object.keys(named)
		.map((column) => `${quoted(column)} is ?`)
		.join(' and ');

const run = (database: DatabaseSync, sql: string, ...rows: readonly DatabaseRow[]) =>
	database
		.prepare(sql)
		.run(...rows.flatMap((row) => Object.values(row).map((cell) => bound(cell))));
