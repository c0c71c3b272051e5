import {truncate} from '../../../text/width.ts';
import {type Block, type BlockLine, widthOf} from './block.ts';

/** Columns of the screen that a block needs to be read with ease, and that stand between two. */
const leastWidth = 56;
const gap = 4;
const mostColumns = 3;

/**
Blocks as lines, in as many columns as fit. A block stays whole and in its order: each goes where least
stands so far.

@param blocksFor makes the blocks for the width of a column.
*/
export const arranged = (
	width: number,
	blocksFor: (width: number) => readonly Block[],
): readonly BlockLine[] => {
	const fitting = Math.floor((width + gap) / (leastWidth + gap));
	const count = Math.min(mostColumns, Math.max(1, fitting));
	const columnWidth = Math.floor((width - gap * (count - 1)) / count);
	const columns: BlockLine[][] = Array.from({length: count}, () => []);
	for (const block of blocksFor(columnWidth)) {
		const shortest = columns.reduce((a, b) => (b.length < a.length ? b : a));
		if (shortest.length > 0) {
			shortest.push([]);
		}

		shortest.push(
			titleLine(block, columnWidth),
			...block.lines.map((line) => cut(line, columnWidth)),
		);
	}

	const height = Math.max(...columns.map(({length}) => length));
	return Array.from({length: height}, (_, row) =>
		columns.flatMap((column, index) => {
			const line = column[row] ?? [];
			const isLast = columns.slice(index + 1).every((other) => (other[row] ?? []).length === 0);
			const blanks = Math.max(0, columnWidth - widthOf(line)) + gap;
			return isLast ? line : [...line, {text: ' '.repeat(blanks)}];
		}),
	);
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
