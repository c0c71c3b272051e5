/** `2.1.3` -> `2.1` -> `2` -> null. Depth comes from the id alone: indentation is not reliable. */
export const parentId = (id: string): string | null => {
	const dot = id.lastIndexOf('.');
	return dot === -1 ? null : id.slice(0, dot);
};

/**
Index of the parent of every id: the nearest ancestor in the list, the last one written before it
where an id occurs twice.
*/
export const parentsOf = (ids: readonly string[]): (number | null)[] => {
	const first = new Map<string, number>();
	for (const [index, id] of ids.entries()) {
		if (!first.has(id)) {
			first.set(id, index);
		}
	}

	const latest = new Map<string, number>();
	return ids.map((id, index) => {
		let ancestor = parentId(id);
		let found: number | undefined;
		while (ancestor !== null && found === undefined) {
			found = latest.get(ancestor) ?? first.get(ancestor);
			ancestor = parentId(ancestor);
		}

		latest.set(id, index);
		return found ?? null;
	});
};

/** Numbers the entries of the same id: 1, 2, ... */
export const occurrencesOf = (ids: readonly string[]): number[] => {
	const seen = new Map<string, number>();
	return ids.map((id) => {
		const occurrence = (seen.get(id) ?? 0) + 1;
		seen.set(id, occurrence);
		return occurrence;
	});
};
