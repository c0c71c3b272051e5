import type {Row} from './rows.ts';
import {compareRows, type Sort, sortRows} from './sort.ts';

/** More changed rows than these are sorted with all others, which costs little more. */
const fewRows = 64;

/**
Sorts rows, one time after the other, and remembers the last order: where only a few rows are others
than before, those are taken out and put where they belong, which costs ten thousand rows a tenth of
sorting them.
*/
export const createSorter = () => {
	let known: {
		readonly rows: readonly Row[];
		readonly sort: Sort;
		readonly isReversed: boolean;
		readonly ordered: readonly Row[];
	} | null = null;
	return (rows: readonly Row[], sort: Sort, isReversed: boolean): readonly Row[] => {
		const changed =
			known?.sort === sort && known.isReversed === isReversed
				? changesBetween(known.rows, rows)
				: null;
		const ordered = changed
			? withChanges(known!.ordered, changed, compareRows(sort, isReversed))
			: sortRows(rows, sort, isReversed, known?.ordered);
		known = {rows, sort, isReversed, ordered};
		return ordered;
	};
};

/** Row before -> the row of the same task now; null when it is not only a few rows that are others. */
const changesBetween = (
	before: readonly Row[],
	after: readonly Row[],
): ReadonlyMap<Row, Row> | null => {
	if (before.length !== after.length) {
		return null;
	}

	const changed = new Map<Row, Row>();
	for (let index = 0; index < after.length; index++) {
		const [old, row] = [before[index]!, after[index]!];
		if (old !== row) {
			if (old.task.key !== row.task.key || changed.size === fewRows) {
				return null;
			}

			changed.set(old, row);
		}
	}

	return changed;
};

const withChanges = (
	ordered: readonly Row[],
	changed: ReadonlyMap<Row, Row>,
	compare: (a: Row, b: Row) => number,
): readonly Row[] => {
	const result = ordered.filter((row) => !changed.has(row));
	for (const row of changed.values()) {
		result.splice(placeOf(row, result, compare), 0, row);
	}

	return result;
};

/** Where a row belongs among rows in order. */
const placeOf = (
	row: Row,
	ordered: readonly Row[],
	compare: (a: Row, b: Row) => number,
): number => {
	let low = 0;
	let high = ordered.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compare(ordered[middle]!, row) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
};
