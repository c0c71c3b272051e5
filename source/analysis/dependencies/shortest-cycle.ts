/** Edges looked at before the search for a shorter way is given up. */
const mostEdges = 2_000_000;

/**
The shortest cycle of a tangle, as places in it. Breadth first from every task that waits for more than
one of the others: a cycle without such a task could not be left, so it is the whole tangle.

@param edges of a strongly connected component: place -> places.
*/
export const shortestCycle = (
	edges: readonly (readonly number[])[],
): {readonly way: readonly number[]; readonly isShortest: boolean} => {
	const branching = edges.flatMap((targets, place) => (targets.length > 1 ? [place] : []));
	const before = new Int32Array(edges.length);
	const metBy = new Int32Array(edges.length).fill(-1);
	let best: readonly number[] | null = null;
	let looked = 0;
	for (const [run, start] of (branching.length > 0 ? branching : [0]).entries()) {
		if (best && (best.length === 2 || looked > mostEdges)) {
			return {way: best, isShortest: best.length === 2};
		}

		metBy[start] = run;
		let front = [start];
		// A way of as many steps as the best one has is no better.
		for (let steps = 1; front.length > 0 && steps < (best?.length ?? Infinity); steps++) {
			const next: number[] = [];
			for (const place of front) {
				looked += edges[place]!.length;
				if (edges[place]!.includes(start)) {
					best = wayBack(before, start, place);
					break;
				}

				for (const target of edges[place]!) {
					if (metBy[target] !== run) {
						metBy[target] = run;
						before[target] = place;
						next.push(target);
					}
				}
			}

			front = best?.length === steps ? [] : next;
		}
	}

	return {way: best ?? [], isShortest: true};
};

const wayBack = (before: Int32Array, start: number, end: number): number[] => {
	const way = [end];
	while (way.at(-1) !== start) {
		way.push(before[way.at(-1)!]!);
	}

	return way.reverse();
};
