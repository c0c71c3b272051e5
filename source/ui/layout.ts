import type {Column} from '../analysis/columns.ts';

/** How the screen is divided: plain numbers, so that it can be tested without a terminal. */
export type Layout = {
	readonly columns: number;
	readonly rows: number;
	readonly hasTotals: boolean;
	readonly hasTabs: boolean;
	readonly hasColumnTitles: boolean;
	/** Lines between the head of the screen and the hint bar. */
	readonly bodyRows: number;
	/** Lines of tasks that fit. */
	readonly tableRows: number;
	readonly tableColumns: number;
	readonly details: 'none' | 'beside' | 'covering';
	readonly detailsColumns: number;
};

/** From this width on, details stand beside the table without being asked for. */
const automaticDetailsColumns = 170;
/** From this width on they fit beside the table when asked for. */
const besideColumns = 110;

export const layoutFor = (
	size: {columns: number; rows: number},
	details: 'automatic' | 'shown' | 'hidden',
): Layout => {
	const columns = Math.max(1, size.columns);
	const rows = Math.max(1, size.rows);
	const hasTotals = rows >= 6;
	const hasTabs = rows >= 12;
	const hasColumnTitles = rows >= 8;
	const isWanted =
		details === 'shown' || (details === 'automatic' && columns >= automaticDetailsColumns);
	const placement = isWanted ? (columns >= besideColumns ? 'beside' : 'covering') : 'none';
	const headRows = 1 + (hasTotals ? 1 : 0) + (hasTabs ? 1 : 0);
	const bodyRows = Math.max(1, rows - headRows - 1);
	const detailsColumns =
		placement === 'covering'
			? columns
			: placement === 'beside'
				? Math.min(80, Math.floor(columns * 0.36))
				: 0;
	return {
		columns,
		rows,
		hasTotals,
		hasTabs,
		hasColumnTitles,
		bodyRows,
		tableRows: Math.max(1, bodyRows - (hasColumnTitles ? 1 : 0)),
		tableColumns: placement === 'beside' ? columns - detailsColumns : columns,
		details: placement,
		detailsColumns,
	};
};

/** Columns kept free at both sides of a table and between its columns. */
export const cellGap = 1;

export type FittedColumn = {readonly column: Column; readonly width: number};

/**
Chooses the columns that fit into a width and gives each its share: the least important go first, what
is left over goes to those that have more to show, each by its share.

@param contentWidths widest cell of a column, where it is known: nothing gets more than it can use.
*/
export const fitColumns = (
	columns: readonly Column[],
	width: number,
	contentWidths: ReadonlyMap<string, number>,
): readonly FittedColumn[] => {
	const chosen = columns.filter(
		(column) => !column.isOptional || contentWidths.get(column.id) !== 0,
	);
	const minimum = ({id, minimumWidth}: Column): number =>
		Math.min(minimumWidth, contentWidths.get(id) ?? minimumWidth);
	const needed = (): number =>
		chosen.reduce((sum, column) => sum + minimum(column) + cellGap, -cellGap);
	while (chosen.length > 1 && needed() > width) {
		const least = chosen.reduce((a, b) => (b.priority > a.priority ? b : a));
		chosen.splice(chosen.indexOf(least), 1);
	}

	const widths = new Map(chosen.map((column) => [column, Math.min(minimum(column), width)]));
	const wanted = (column: Column): number =>
		Math.min(column.maximumWidth, contentWidths.get(column.id) ?? column.maximumWidth);
	share(chosen, width - Math.max(0, needed()), widths, wanted);
	return chosen.map((column) => ({column, width: widths.get(column)!}));
};

/** Deals out left-over columns by growth, to no one more than it wants. */
const share = (
	chosen: readonly Column[],
	left: number,
	widths: Map<Column, number>,
	wanted: (column: Column) => number,
): void => {
	let remaining = left;
	let hungry = chosen.filter((column) => column.growth > 0 && widths.get(column)! < wanted(column));
	while (remaining > 0 && hungry.length > 0) {
		const total = hungry.reduce((sum, {growth}) => sum + growth, 0);
		const available = remaining;
		for (const column of hungry) {
			const fair = Math.max(1, Math.floor((available * column.growth) / total));
			const part = Math.min(remaining, fair, wanted(column) - widths.get(column)!);
			widths.set(column, widths.get(column)! + part);
			remaining -= part;
		}

		hungry = hungry.filter((column) => widths.get(column)! < wanted(column));
	}
};

/** First visible line of a list, so that the selected one stays in sight with as little moving as can be. */
export const windowTop = (
	previousTop: number,
	index: number,
	size: number,
	total: number,
): number => {
	const highest = Math.max(0, total - size);
	const margin = Math.min(2, Math.floor((size - 1) / 2));
	if (index < previousTop + margin) {
		return Math.min(highest, Math.max(0, index - margin));
	}

	if (index > previousTop + size - 1 - margin) {
		return Math.min(highest, Math.max(0, index - size + 1 + margin));
	}

	return Math.min(highest, previousTop);
};
