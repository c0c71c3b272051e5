import type {Estimates} from './estimates.ts';
import {targetsOf} from './graph.ts';
import type {Standings} from './standing.ts';

/** The longest way through the open work: what it takes however many agents there are. */
export type CriticalPath = {
	/** Positions, in the order they have to be done. */
	readonly way: readonly number[];
	/** Length of all of it, in the unit of the estimates. */
	readonly total: number;
	/** Task -> from its start to the end of the longest way through it; 0 for tasks that are done. */
	readonly tails: Float64Array;
	/** Task -> how much later than possible it may be done without making all of it later. */
	readonly slacks: Float64Array;
};

/**
The critical path method (Kelley and Walker, 1959) over the tasks that are not done. Tasks on a cycle have
no order, and are left out with their dependencies on each other. Linear.

@param lengths task -> how long it takes; absent: the likely ones.
*/
export const criticalPathOf = (
	{graph: {needs, holds}, order, standings, isTangled}: Standings,
	{likely}: Estimates,
	lengths: Float64Array = likely,
): CriticalPath => {
	const count = lengths.length;
	const isCounted = (position: number): boolean =>
		standings[position] !== 'done' && isTangled[position] === 0;
	const starts = new Float64Array(count);
	const tails = new Float64Array(count);
	const next = new Int32Array(count).fill(-1);
	for (const position of order) {
		if (isCounted(position)) {
			const end = starts[position]! + lengths[position]!;
			for (const holder of targetsOf(holds, position)) {
				starts[holder] = Math.max(starts[holder]!, end);
			}
		}
	}

	let first = -1;
	for (let index = order.length - 1; index >= 0; index--) {
		const position = order[index]!;
		if (!isCounted(position)) {
			continue;
		}

		tails[position]! += lengths[position]!;
		for (const target of targetsOf(needs, position)) {
			if (isCounted(target) && tails[position]! > tails[target]!) {
				tails[target] = tails[position]!;
				next[target] = position;
			}
		}

		if (first === -1 || tails[position]! >= tails[first]!) {
			first = position;
		}
	}

	const way: number[] = [];
	for (let position = first; position !== -1; position = next[position]!) {
		way.push(position);
	}

	const total = first === -1 ? 0 : tails[first]!;
	const slacks = new Float64Array(count);
	for (const position of order) {
		// Sums in another order differ in their last digits.
		const slack = total - starts[position]! - tails[position]!;
		slacks[position] = isCounted(position) && slack > total * 1e-9 ? slack : 0;
	}

	return {way, total, tails, slacks};
};
