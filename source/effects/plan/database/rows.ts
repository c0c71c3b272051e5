import type {DatabaseSync, SQLInputValue, StatementSync} from 'node:sqlite';
import type {DatabaseRow} from '../../../model/edit.ts';
import {harmless} from '../../../text/harmless.ts';
import {Refusal} from '../refusal.ts';
import {quoted} from './sqlite.ts';
import type {Table} from './table.ts';

type Cell = DatabaseRow[string];

/** Of all tables asked for; more is no backlog, and holding it all would fill the memory. */
const maximumRows = 200_000;
/** Bytes of one text. */
const maximumText = 16 * 1024 * 1024;

export type ExactRow = {
	/** SQLite's own number of it; null where a table has none. */
	readonly rowid: number | null;
	readonly cells: DatabaseRow;
};

/**
Rows of a table, every column, exactly.

@param where a condition with a `?` for every value of `given`.
@throws {Refusal} rather than lose a digit or a byte.
*/
export const readRows = (
	database: DatabaseSync,
	table: Table,
	where = '',
	given: readonly SQLInputValue[] = [],
): ExactRow[] => {
	// The length tells a text that was cut at a NUL; a blob and a giant are not read at all.
	const cells = table.columns.flatMap((column) => {
		const cell = quoted(column);
		return [
			`typeof(${cell})`,
			`case when typeof(${cell}) = 'text' then length(cast(${cell} as blob)) end`,
			`case when typeof(${cell}) = 'blob' or (typeof(${cell}) = 'text' and length(cast(${cell} as blob)) > ${maximumText}) then null else ${cell} end`,
		];
	});
	const statement = database.prepare(
		`select ${[table.rowid === null ? 'null' : quoted(table.rowid), ...cells].join(', ')} from ${quoted(table.name)} ${where}`,
	);
	statement.setReadBigInts(true);
	statement.setReturnArrays(true);
	const rows: ExactRow[] = [];
	for (const values of valuesOf(statement, given)) {
		if (rows.length === maximumRows) {
			throw new Refusal(
				`table ${harmless(table.name)} has more than ${maximumRows.toLocaleString('en-US')} rows`,
			);
		}

		rows.push(exactRow(table, values));
	}

	return rows;
};

const valuesOf = (
	statement: StatementSync,
	given: readonly SQLInputValue[],
): Iterable<readonly unknown[]> =>
	statement.iterate(...given) as Iterable<unknown> as Iterable<readonly unknown[]>;

const exactRow = (table: Table, values: readonly unknown[]): ExactRow => {
	const cells = table.columns.map((column, index): [string, Cell] => {
		const [type, length, value] = values.slice(1 + index * 3, 4 + index * 3);
		const cell = exactCell(type, length, value, table.realColumns.has(column));
		if (cell === undefined) {
			throw new Refusal(
				`column ${harmless(column)} of table ${harmless(table.name)} holds a value that can't be kept exactly`,
			);
		}

		return [column, cell];
	});

	const rowid = values[0] === null ? null : Number(values[0]);
	if (rowid !== null && !Number.isSafeInteger(rowid)) {
		throw new Refusal(`a row of table ${harmless(table.name)} has a number beyond 2^53`);
	}

	return {rowid, cells: Object.fromEntries(cells)};
};

/** Undefined: it would not come back from here as it is there. */
const exactCell = (
	type: unknown,
	length: unknown,
	value: unknown,
	isRealColumn: boolean,
): Cell | undefined => {
	if (type === 'null') {
		return null;
	}

	if (type === 'text' && typeof value === 'string') {
		// What is no UTF-8 was replaced on the way here.
		return BigInt(Buffer.byteLength(value)) === length && !value.includes('\uFFFD')
			? value
			: undefined;
	}

	if (type === 'integer' && typeof value === 'bigint') {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : undefined;
	}

	// A whole number is written as an integer, which only such a column turns into a real one.
	return type === 'real' &&
		typeof value === 'number' &&
		Number.isFinite(value) &&
		!Object.is(value, -0) &&
		(isRealColumn || !Number.isSafeInteger(value))
		? value
		: undefined;
};

/** Node hands every number to SQLite as a real one, whole numbers too, unless they are told so. */
export const bound = (cell: Cell): SQLInputValue =>
	typeof cell === 'number' && Number.isSafeInteger(cell) ? BigInt(cell) : cell;

export const isSameRow = (a: DatabaseRow, b: DatabaseRow): boolean => {
	const columns = Object.keys(a);
	return (
		columns.length === Object.keys(b).length &&
		columns.every((column) => Object.hasOwn(b, column) && a[column] === b[column])
	);
};
