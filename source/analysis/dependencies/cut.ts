import {tanglesOf} from './components.ts';
import type {Edges} from './graph.ts';

/** A dependency that may be given up to break a cycle: `from` no longer waits for `to`. */
export type Cut = {
	readonly from: number;
	readonly to: number;
	/** Tasks of the tangle that still stand in a cycle after it. */
	readonly left: number;
};

/** Edges looked at, over all cuts that are tried. */
const mostEdges = 2_000_000;

/**
The cheapest dependency of a cycle to give up: the one that leaves the fewest tasks in cycles; of
equals, the one that reaches furthest down the list, because a task that waits for a later one is the
likelier mistake.

@param edges of the tangle, by places in the order of files.
@param way the cycle, by the same places.
*/
export const cheapestCut = (edges: readonly (readonly number[])[], way: readonly number[]): Cut => {
	const steps = way.map((from, index) => ({from, to: way[(index + 1) % way.length]!}));
	const count = edges.reduce((sum, targets) => sum + targets.length, 0);
	// A tangle that is nothing but its cycle is broken by any cut.
	const isRing = count === way.length;
	const tried = steps
		.sort((a, b) => b.to - b.from - (a.to - a.from))
		.slice(0, isRing ? 1 : Math.max(1, Math.floor(mostEdges / count)))
		.map((step) => ({...step, left: isRing ? 0 : leftAfter(edges, step)}));
	return tried.reduce((best, cut) => (cut.left < best.left ? cut : best));
};

const leftAfter = (
	edges: readonly (readonly number[])[],
	{from, to}: {readonly from: number; readonly to: number},
): number =>
	tanglesOf(
		flat(
			edges.map((targets, place) => (place === from ? targets.filter((at) => at !== to) : targets)),
		),
	).reduce((sum, tangle) => sum + tangle.length, 0);

const flat = (edges: readonly (readonly number[])[]): Edges => {
	const offsets = new Int32Array(edges.length + 1);
	for (const [place, targets] of edges.entries()) {
		offsets[place + 1] = offsets[place]! + targets.length;
	}

	return {offsets, targets: Int32Array.from(edges.flat())};
};
