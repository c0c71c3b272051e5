/** More cycles than a person can look at; a tangle made on purpose could hold millions. */
const mostCycles = 100;

/**
Cycles in a graph, each as the keys on its way; every key is visited once, so not every cycle of a
tangle is named, but none of its tangles is missed. Without recursion: chains may be long.
*/
export const findCycles = (
	graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] => {
	const done = new Set<string>();
	const cycles: string[][] = [];
	for (const start of graph.keys()) {
		const way: string[] = [];
		const positions = new Map<string, number>();
		const iterators: Iterator<string>[] = [];
		const enter = (key: string): void => {
			positions.set(key, way.length);
			way.push(key);
			iterators.push((graph.get(key) ?? [])[Symbol.iterator]());
		};

		if (!done.has(start)) {
			enter(start);
		}

		while (way.length > 0) {
			const next = iterators.at(-1)!.next();
			if (next.done) {
				const key = way.pop()!;
				iterators.pop();
				positions.delete(key);
				done.add(key);
				continue;
			}

			const position = positions.get(next.value);
			if (position !== undefined && cycles.length < mostCycles) {
				cycles.push(way.slice(position));
			} else if (position === undefined && !done.has(next.value)) {
				enter(next.value);
			}
		}
	}

	return cycles;
};
