import {type Column, columns} from '../analysis/columns.ts';
import type {Row} from '../analysis/rows.ts';
import type {Item} from '../commands/context.ts';
import {displayWidth} from '../text/width.ts';
import {fitColumns, type FittedColumn} from './layout.ts';

/** Lines that are measured: enough to look right, and no more work for ten thousand than for these. */
const measuredLines = 400;

/**
Finds the columns of the task table and their widths, to suit what is in them. The same widths give the
same list, so lines that did not change are not drawn again.
*/
export const createColumnFitter = () => {
	let knownItems: readonly Item[] | null = null;
	let widths: ReadonlyMap<string, number> = new Map();
	let knownSignature = '';
	let fitted: readonly FittedColumn[] = [];
	return (items: readonly Item[], width: number): readonly FittedColumn[] => {
		if (items !== knownItems) {
			knownItems = items;
			widths = contentWidths(items.slice(0, measuredLines));
		}

		const signature = `${width}:${[...widths.values()].join(',')}`;
		if (signature !== knownSignature) {
			knownSignature = signature;
			fitted = fitColumns(columns, width, widths);
		}

		return fitted;
	};
};

/** Room that this share of the cells needs: a few very long ones must not take it from all others. */
const suitedShare = 0.97;

/** Width that suits the cells of each column; 0 where none has anything to show. */
const contentWidths = (items: readonly Item[]): ReadonlyMap<string, number> => {
	const rows = items.flatMap(({row}) => (row ? [row] : []));
	return new Map(
		columns.map((column, position) => [column.id, contentWidth(column, position, rows)]),
	);
};

type MeasuredCell = {readonly text: string; readonly width: number};

const measured = new WeakMap<Row, readonly MeasuredCell[]>();

/** The cells of a row in all columns; measured once, as a change is one row among hundreds. */
const measuredCells = (row: Row): readonly MeasuredCell[] => {
	let cells = measured.get(row);
	if (!cells) {
		// Texts with a clock in them are measured at its start: their width hardly changes.
		cells = columns.map((column) => {
			const text = column.text(row, row.runningSince ?? 0);
			return {text, width: displayWidth(text)};
		});
		measured.set(row, cells);
	}

	return cells;
};

const contentWidth = (column: Column, position: number, rows: readonly Row[]): number => {
	const cells = rows.map((row) => measuredCells(row)[position]!);
	const isUniform = rows.length > 1 && cells.every(({text}) => text === cells[0]!.text);
	if (column.isHiddenWhenUniform && isUniform) {
		return 0;
	}

	const widths = cells.map(({width}) => width).sort((a, b) => a - b);
	const widest = widths.at(-1) ?? 0;
	const suited = widths[Math.min(widths.length - 1, Math.ceil(widths.length * suitedShare))] ?? 0;
	return widest === 0 ? 0 : Math.max(suited, displayWidth(column.title), 1);
};
