import type {DatabaseSync} from 'node:sqlite';
import type {RowChange} from '../deed.ts';
import {bound} from './rows.ts';
import type {Table} from './table.ts';

/**
The highest number that SQLite has given to a row of a table that never gives one twice; null: none yet.
Undefined: the table does not count.
*/
export const countOf = (database: DatabaseSync, {name}: Table): number | null | undefined => {
	const isCounting = database
		.prepare(
			"select 1 from sqlite_schema where type = 'table' and name = ? and sql like '%autoincrement%' and exists (select 1 from sqlite_schema where name = 'sqlite_sequence')",
		)
		.get(name);
	if (!isCounting) {
		return undefined;
	}

	const found = database.prepare('select seq from sqlite_sequence where name = ?').get(name);
	const count = found?.['seq'];
	return found === undefined ? null : Number.isSafeInteger(count) ? Number(count) : undefined;
};

/** Where a new row that is taken back was the last one, its number can be given again. */
export const giveNumberBack = (
	database: DatabaseSync,
	table: Table,
	{at, countBefore}: RowChange,
): void => {
	if (
		countBefore === undefined ||
		table.rowid === null ||
		countOf(database, table) !== at?.[table.rowid]
	) {
		return;
	}

	if (countBefore === null) {
		database.prepare('delete from sqlite_sequence where name = ?').run(table.name);
	} else {
		database
			.prepare('update sqlite_sequence set seq = ? where name = ?')
			.run(bound(countBefore), table.name);
	}
};
