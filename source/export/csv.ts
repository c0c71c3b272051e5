import type {Column, Value} from './column.ts';

/** What begins a formula in a spreadsheet: such a cell is shown as text. */
const formulaStart = /^[=+\-@\t\r]/;

/**
Comma-separated values as RFC 4180 has them, line by line, with titles and CRLF. A cell that a spreadsheet
would run is preceded by an apostrophe: texts come from files that anybody may have written.
*/
export function* csvLines<Item>(
	columns: readonly Column<Item>[],
	items: Iterable<Item>,
): Generator<string, void, undefined> {
	yield lineOf(columns.map(({name}) => name));
	for (const item of items) {
		yield lineOf(columns.map(({value}) => value(item)));
	}
}

const lineOf = (cells: readonly Value[]): string =>
	`${cells.map((cell) => cellText(cell)).join(',')}\r\n`;

const cellText = (value: Value): string => {
	if (typeof value !== 'string') {
		return value === null ? '' : String(value);
	}

	const safe = formulaStart.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
