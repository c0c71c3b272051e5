import {type Column, columns} from '../analysis/columns.ts';
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

/** Widest cell of each column; 0 where no line has anything to show. */
const contentWidths = (items: readonly Item[]): ReadonlyMap<string, number> => {
	const rows = items.flatMap(({row}) => (row ? [row] : []));
	const groups = new Set(rows.map(({task}) => task.group));
	const widest = (column: Column): number =>
		rows.reduce(
			// Texts with a clock in them are measured at its start: their width hardly changes.
			(most, row) => Math.max(most, displayWidth(column.text(row, row.runningSince ?? 0))),
			0,
		);
	return new Map(
		columns.map((column) => {
			// One group needs no column that says so on every line.
			const width = column.id === 'group' && groups.size < 2 ? 0 : widest(column);
			return [column.id, width === 0 ? 0 : Math.max(width, displayWidth(column.title))];
		}),
	);
};
