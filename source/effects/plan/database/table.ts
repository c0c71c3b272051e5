import type {DatabaseSync} from 'node:sqlite';
import {Refusal} from '../refusal.ts';
import {quoted} from './sqlite.ts';

/** A table of a database that belongs to somebody else. */
export type Table = {
	readonly name: string;
	/** In order, without generated ones. */
	readonly columns: readonly string[];
	/** Columns in which a whole number is kept as a real one. */
	readonly realColumns: ReadonlySet<string>;
	/** The name by which SQLite's own number of a row can be had; null: rows have none. */
	readonly rowid: string | null;
	/** Columns of the primary key, in its order. */
	readonly primaryKey: readonly string[];
};

/**
How a table is made; null: there is none of that name, or it is a view or a virtual table, which run a
query or a module when they are read.
*/
export const describeTable = (database: DatabaseSync, name: string): Table | null => {
	const ordinary = database
		.prepare("select 1 from sqlite_schema where type = 'table' and rootpage > 0 and name = ?")
		.get(name);
	if (!ordinary) {
		return null;
	}

	const described = database.prepare(`pragma table_info(${quoted(name)})`).all();
	const columns = described.map((column) => String(column['name']));
	const taken = new Set(columns.map((column) => column.toLowerCase()));
	const listed = database
		.prepare("select wr from pragma_table_list where schema = 'main' and name = ?")
		.get(name);
	return {
		name,
		columns,
		realColumns: new Set(
			described
				.filter((column) => isReal(String(column['type'])))
				.map((column) => String(column['name'])),
		),
		rowid:
			listed?.['wr'] === 0
				? (['rowid', '_rowid_', 'oid'].find((alias) => !taken.has(alias)) ?? null)
				: null,
		primaryKey: described
			.filter((column) => Number(column['pk']) > 0)
			.toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
			.map((column) => String(column['name'])),
	};
};

/** SQLite's rule for the affinity of a declared type, of which only REAL matters here. */
const isReal = (type: string): boolean =>
	/real|floa|doub/i.test(type) && !/int|char|clob|text|blob/i.test(type);

/** @throws {Refusal} when what is read could not be written back as it was. */
export const insistOnPlainText = (database: DatabaseSync): void => {
	const found = database.prepare('pragma encoding').get();
	if (found?.['encoding'] !== 'UTF-8') {
		throw new Refusal('its texts are not kept as UTF-8');
	}
};
