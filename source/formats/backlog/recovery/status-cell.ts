/** Where the text of a cell stands in a row. */
export type Span = {readonly from: number; readonly to: number};

const unescapedPipe = /(?<!\\)\|/g;

/**
The cell of a table row by its number from 0, without the blanks around it; an empty cell is all its
blanks. Counts as `cellsOf` does; null: there is none, or nothing closes it.
*/
export const cellSpan = (row: string, index: number): Span | null => {
	const indent = row.length - row.trimStart().length;
	const lead = /^\|{0,2}/.exec(row.slice(indent, indent + 2))![0].length;
	let from = indent + lead;
	let cell = 0;
	unescapedPipe.lastIndex = from;
	for (let pipe = unescapedPipe.exec(row); pipe; pipe = unescapedPipe.exec(row)) {
		if (cell === index) {
			return inner(row, from, pipe.index);
		}

		from = pipe.index + 1;
		cell += 1;
	}

	return null;
};

const inner = (row: string, from: number, to: number): Span => {
	const text = row.slice(from, to);
	const trimmed = text.trim();
	const start = from + text.length - text.trimStart().length;
	return trimmed === '' ? {from, to} : {from: start, to: start + trimmed.length};
};
