import {displayWidth, fit} from '../../../text/width.ts';
import type {Segment} from '../../line.tsx';

export type BlockLine = readonly Segment[];

/** A titled part of the Metrics view: a few lines that belong together. */
export type Block = {
	readonly title: string;
	/** What stands behind the title, dimmed: whom it is about, or how it is defined. */
	readonly note?: string;
	/** A small table, which stands before the lines. */
	readonly table?: SmallTable;
	readonly lines: readonly BlockLine[];
};

/** The first column is a name, the others are figures. */
export type SmallTable = {
	readonly titles: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
};

/** What a block is drawn for. */
export type BlockRoom = {
	/** Columns of the screen. */
	readonly width: number;
	/** A moment as a day: `14 Nov`. */
	readonly day: (at: number) => string;
};

export type Cell = Segment | string;

const gap = 2;

const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/**
The cells of a small table, each filled to the width of its column, its titles first: the first column takes
what room there is and is cut, the others stand to the right in full. Columns that have nothing to tell are
left out; those that find no room go, from the last on.

@param between what stands between two columns.
*/
export const tableCells = (
	{titles: allTitles, rows: allRows}: SmallTable,
	width: number,
	between = gap,
): readonly (readonly Segment[])[] => {
	const isTelling = allTitles.map(
		(_, column) => column === 0 || allRows.some((row) => cellText(row[column] ?? '') !== ''),
	);
	const titles = allTitles.filter((_, column) => isTelling[column]);
	const rows = allRows.map((row) => row.filter((_, column) => isTelling[column]));
	const widths = titles.map((title, column) =>
		rows.reduce(
			(most, row) => Math.max(most, displayWidth(cellText(row[column] ?? ''))),
			displayWidth(title),
		),
	);
	let shown = titles.length;
	const taken = (): number =>
		widths.slice(1, shown).reduce((sum, columnWidth) => sum + columnWidth + between, 0);
	while (shown > 2 && width - taken() < Math.min(widths[0]!, leastName)) {
		shown--;
	}

	const first = Math.max(1, Math.min(widths[0]!, width - taken()));
	const line = (cells: readonly Cell[]): readonly Segment[] =>
		cells.slice(0, shown).map((cell, column) => {
			const text =
				column === 0 ? fit(cellText(cell), first) : fit(cellText(cell), widths[column]!, 'right');
			return typeof cell === 'string' ? {text} : {...cell, text};
		});
	return [line(titles.map((text) => ({text, tone: 'dim' as const}))), ...rows.map(line)];
};

/** A small table without rules. */
export const tableLines = (table: SmallTable, width: number): readonly BlockLine[] =>
	tableCells(table, width).map((cells) =>
		cells.map((cell, column) =>
			column === 0 ? cell : {...cell, text: ' '.repeat(gap) + cell.text},
		),
	);

/** A name shorter than this is no longer one. */
const leastName = 12;

export const widthOf = (line: BlockLine): number =>
	line.reduce((sum, {text}) => sum + displayWidth(text), 0);
