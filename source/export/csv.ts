/** What begins a formula in a spreadsheet: such a cell is shown as text. */
const formulaStart = /^[=+\-@\t\r]/;

/** Columns by title, and what stands in them. */
export type CsvColumn<Item> = {
	readonly title: string;
	readonly value: (item: Item) => string | number | null;
};

/**
Comma-separated values as RFC 4180 has them, with titles and CRLF. A cell that a spreadsheet would run is
preceded by an apostrophe: texts come from files that anybody may have written.
*/
export const csvOf = <Item>(columns: readonly CsvColumn<Item>[], items: readonly Item[]): string =>
	[columns.map(({title}) => title), ...items.map((item) => columns.map(({value}) => value(item)))]
		.map((cells) => `${cells.map((cell) => cellText(cell)).join(',')}\r\n`)
		.join('');

const cellText = (value: string | number | null): string => {
	if (typeof value === 'number') {
		return String(value);
	}

	const text = value ?? '';
	const safe = formulaStart.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
