import type {Row} from '../rows.ts';

/** One task at two moments; null: it was not there. */
export type RowChange =
	| {readonly before: Row; readonly after: Row}
	| {readonly before: null; readonly after: Row}
	| {readonly before: Row; readonly after: null};

/** The rows that are something else than before. Rows that are the same object cost one comparison. */
export const changesBetween = (
	before: readonly Row[],
	after: readonly Row[],
): readonly RowChange[] => {
	if (before === after) {
		return [];
	}

	const changes: RowChange[] = [];
	let byKey: ReadonlyMap<string, Row> | null = null;
	let found = 0;
	for (const [position, row] of after.entries()) {
		// As a rule all tasks stand where they stood.
		const expected = before[position];
		let previous = expected;
		if (expected?.task.key !== row.task.key) {
			byKey ??= new Map(before.map((one) => [one.task.key, one]));
			previous = byKey.get(row.task.key);
		}

		found += previous ? 1 : 0;
		if (previous !== row) {
			changes.push({before: previous ?? null, after: row});
		}
	}

	if (found < before.length) {
		const present = new Set(after.map(({task}) => task.key));
		for (const row of before) {
			if (!present.has(row.task.key)) {
				changes.push({before: row, after: null});
			}
		}
	}

	return changes;
};
