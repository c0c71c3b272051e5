import {displayWidth, fit} from '../../../text/width.ts';
import type {Segment} from '../../line.tsx';

export type BlockLine = readonly Segment[];

/** A titled part of the Metrics view: a few lines that belong together. */
export type Block = {
	readonly title: string;
	/** What stands behind the title, dimmed: whom it is about, or how it is defined. */
	readonly note?: string;
	readonly lines: readonly BlockLine[];
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
A small table without rules: the first column takes what room there is and is cut, the others stand to the
right in full. Columns that have nothing to tell are left out; those that find no room go, from the last on.
*/
export const tableLines = (
	allTitles: readonly string[],
	allRows: readonly (readonly Cell[])[],
	width: number,
): readonly BlockLine[] => {
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
		widths.slice(1, shown).reduce((sum, columnWidth) => sum + columnWidth + gap, 0);
	while (shown > 2 && width - taken() < Math.min(widths[0]!, leastName)) {
		shown--;
	}

	const first = Math.max(1, Math.min(widths[0]!, width - taken()));
	const line = (cells: readonly Cell[]): BlockLine =>
		cells.slice(0, shown).map((cell, column) => {
			const text =
				column === 0
					? fit(cellText(cell), first)
					: ' '.repeat(gap) + fit(cellText(cell), widths[column]!, 'right');
			return typeof cell === 'string' ? {text} : {...cell, text};
		});
	return [line(titles.map((text) => ({text, tone: 'dim' as const}))), ...rows.map(line)];
};

/** A name shorter than this is no longer one. */
const leastName = 12;

export const widthOf = (line: BlockLine): number =>
	line.reduce((sum, {text}) => sum + displayWidth(text), 0);
