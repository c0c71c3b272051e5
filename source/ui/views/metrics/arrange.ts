import {truncate} from '../../../text/width.ts';
import type {Segment} from '../../line.tsx';
import {type Block, type BlockLine, tableCells, tableLines, widthOf} from './block.ts';

/** Columns of the screen that a block needs to be read with ease, and that stand between two. */
const leastWidth = 56;
const gap = 4;
const mostColumns = 3;

/** A small table that is to be drawn in a box, and where. */
type PlacedBox = {
	/** Of which line it takes the place, and those below it. */
	readonly line: number;
	/** Columns of the screen before it. */
	readonly left: number;
	readonly cells: readonly (readonly Segment[])[];
};

/** Lines, with room in them for boxes. */
export type Arranged = {readonly lines: readonly BlockLine[]; readonly boxes: readonly PlacedBox[]};

/** Lines of a box above and below its cells. */
const rules = 2;

/** Between the texts of two columns of a box, and at both of its sides. */
const betweenBoxed = 3;
const aroundBoxed = 4;

/**
Blocks as lines, in as many columns as fit. A block stays whole and in its order: each goes where least
stands so far.

@param blocksFor makes the blocks for the width of a column.
@param hasBoxes whether small tables are boxes, or lines like everything else.
*/
export const arranged = (
	width: number,
	blocksFor: (width: number) => readonly Block[],
	hasBoxes = false,
): Arranged => {
	const fitting = Math.floor((width + gap) / (leastWidth + gap));
	const count = Math.min(mostColumns, Math.max(1, fitting));
	const columnWidth = Math.floor((width - gap * (count - 1)) / count);
	const columns: BlockLine[][] = Array.from({length: count}, () => []);
	const boxes: PlacedBox[] = [];
	for (const block of blocksFor(columnWidth)) {
		const {table} = block;
		const shortest = columns.reduce((a, b) => (b.length < a.length ? b : a));
		if (shortest.length > 0) {
			shortest.push([]);
		}

		shortest.push(titleLine(block, columnWidth));
		if (table && hasBoxes) {
			const cells = tableCells(table, columnWidth - aroundBoxed, betweenBoxed);
			const left = columns.indexOf(shortest) * (columnWidth + gap);
			boxes.push({line: shortest.length, left, cells});
			shortest.push(...Array.from({length: cells.length + rules}, (): BlockLine => []));
		} else if (table) {
			shortest.push(...tableLines(table, columnWidth).map((line) => cut(line, columnWidth)));
		}

		shortest.push(...block.lines.map((line) => cut(line, columnWidth)));
	}

	const height = Math.max(...columns.map(({length}) => length));
	const lines = Array.from({length: height}, (_, row) =>
		columns.flatMap((column, index) => {
			const line = column[row] ?? [];
			const isLast = columns.slice(index + 1).every((other) => (other[row] ?? []).length === 0);
			const blanks = Math.max(0, columnWidth - widthOf(line)) + gap;
			return isLast ? line : [...line, {text: ' '.repeat(blanks)}];
		}),
	);
	return {lines, boxes};
};

/** No line reaches into the column beside it. */
const cut = (line: BlockLine, width: number): BlockLine => {
	if (widthOf(line) <= width) {
		return line;
	}

	let room = width;
	return line.map((segment) => {
		const text = truncate(segment.text, room);
		room -= widthOf([{text}]);
		return {...segment, text};
	});
};

const titleLine = ({title, note}: Block, width: number): BlockLine => [
	{text: title.toUpperCase(), tone: 'strong'},
	...(note === undefined
		? []
		: [{text: `  ${truncate(note, width - title.length - 2)}`, tone: 'dim' as const}]),
];
