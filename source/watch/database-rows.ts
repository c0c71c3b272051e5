import type {DatabaseSync} from 'node:sqlite';
import type {DatabaseTable} from '../formats/format.ts';
import {harmless} from '../text/harmless.ts';

const maximumRows = 200_000;
/** Of one table: four times what the widest one of ours has. */
const maximumColumns = 64;
/** Values of all tables together: a row of many columns costs as much as many rows. */
const maximumCells = 3_000_000;
/** Characters of one text; more is nothing a person reads in a monitor. */
const maximumText = 65_536;
/** Characters of all texts together, so that no file can fill the memory. */
const maximumTexts = 64 * 1024 * 1024;

/** What may still be read: characters of texts, and values. */
type Budget = {readonly texts: number; readonly cells: number};

/**
Reads the wanted tables in one transaction, so that they belong to one moment. Tables that are not
there are left out. `cut` says what was left away because there was too much of it.

@throws the error of SQLite.
*/
export const readTables = (
	database: DatabaseSync,
	wanted: readonly string[],
): {tables: Record<string, DatabaseTable>; cut: string | null} => {
	const tables: Record<string, DatabaseTable> = {};
	const cuts: string[] = [];
	let budget: Budget = {texts: maximumTexts, cells: maximumCells};
	// A file of somebody else may carry views and expressions; none of them is to run functions here.
	database.exec('pragma trusted_schema = off; begin');
	try {
		for (const name of wanted.filter((name) => isOrdinaryTable(database, name))) {
			const read = readTable(database, name, budget);
			budget = read.budget;
			tables[name] = read.table;
			cuts.push(...read.cuts.map((cut) => `${name}: only the ${cut}`));
		}
	} finally {
		if (database.isTransaction) {
			database.exec('rollback');
		}
	}

	return {tables, cut: cuts.length > 0 ? cuts.join('; ') : null};
};

/** Not a view and not a virtual table: those run a query or a module when they are read. */
const isOrdinaryTable = (database: DatabaseSync, name: string): boolean =>
	database
		.prepare("select 1 from sqlite_schema where type = 'table' and rootpage > 0 and name = ?")
		.get(name) !== undefined;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const readTable = (
	database: DatabaseSync,
	name: string,
	before: Budget,
): {table: DatabaseTable; cuts: readonly string[]; budget: Budget} => {
	const all = database.prepare(`pragma table_info(${quoted(name)})`).all();
	const stored = all.slice(0, maximumColumns).map((column) => String(column['name']));
	const columns = stored.map((column) => harmless(column));
	const rows: Record<string, string | number | null>[] = [];
	let {texts, cells} = before;
	let isCut = false;
	for (const values of newestFirst(database, name, stored)) {
		if (rows.length === maximumRows || texts <= 0 || cells <= 0) {
			isCut = true;
			break;
		}

		const row: Record<string, string | number | null> = Object.create(null);
		for (const [index, column] of columns.entries()) {
			const value = plain(values[index]);
			row[column] = value;
			texts -= typeof value === 'string' ? value.length : 0;
		}

		cells -= columns.length;

		rows.push(row);
	}

	const cuts = [
		...(isCut ? [`last ${rows.length.toLocaleString('en-US')} rows`] : []),
		...(all.length > stored.length
			? [`first ${stored.length} of ${all.length.toLocaleString('en-US')} columns`]
			: []),
	];
	return {table: {columns, rows: rows.reverse()}, cuts, budget: {texts, cells}};
};

/** The rows from the last to the first: when there are too many, the old ones are the ones to lose. */
const newestFirst = (
	database: DatabaseSync,
	name: string,
	columns: readonly string[],
): Iterable<readonly unknown[]> => {
	// SQLite leaves blobs out and cuts texts itself, so that neither ever reaches this process.
	const values = columns.map((column) => {
		const cell = quoted(column);
		return `case typeof(${cell}) when 'blob' then null when 'text' then substr(${cell}, 1, ${maximumText}) else ${cell} end`;
	});
	const selection = `select ${values.join(', ')} from ${quoted(name)}`;
	const statement = hasRowid(database, name)
		? database.prepare(`${selection} order by rowid desc`)
		: database.prepare(selection);
	statement.setReadBigInts(true);
	statement.setReturnArrays(true);
	return statement.iterate() as Iterable<unknown> as Iterable<readonly unknown[]>;
};

const hasRowid = (database: DatabaseSync, name: string): boolean => {
	const listed = database.prepare('select wr from pragma_table_list where name = ?').get(name);
	return listed?.['wr'] === 0;
};

/** Integers beyond what a number holds exactly are kept as text. */
const plain = (value: unknown): string | number | null => {
	if (typeof value === 'bigint') {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : String(value);
	}

	if (typeof value === 'string') {
		return harmless(value);
	}

	return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
