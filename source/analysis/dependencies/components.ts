import type {Edges} from './graph.ts';

/**
The strongly connected components of more than one task: sets in which every task waits, over others,
for every other. Tarjan, "Depth-first search and linear graph algorithms" (1972), with stacks of its own
instead of recursion: chains may be a hundred thousand long. Linear in tasks and edges.

@param isIncluded which tasks to look at; absent: all.
*/
export const tanglesOf = (
	{offsets, targets}: Edges,
	isIncluded: (position: number) => boolean = () => true,
): readonly (readonly number[])[] => {
	const count = offsets.length - 1;
	// 0: not met yet; else 1 + the order in which it was met.
	const met = new Int32Array(count);
	const low = new Int32Array(count);
	const isOpen = new Uint8Array(count);
	const next = offsets.slice(0, count);
	const open: number[] = [];
	const way: number[] = [];
	const tangles: number[][] = [];
	let clock = 0;
	const enter = (position: number): void => {
		clock++;
		met[position] = clock;
		low[position] = clock;
		isOpen[position] = 1;
		open.push(position);
		way.push(position);
	};

	for (let start = 0; start < count; start++) {
		if (met[start] === 0 && isIncluded(start)) {
			enter(start);
		}

		while (way.length > 0) {
			const position = way.at(-1)!;
			const edge = next[position]!++;
			if (edge < offsets[position + 1]!) {
				const target = targets[edge]!;
				if (!isIncluded(target)) {
					continue;
				}

				if (met[target] === 0) {
					enter(target);
				} else if (isOpen[target] === 1) {
					low[position] = Math.min(low[position]!, met[target]!);
				}

				continue;
			}

			way.pop();
			const above = way.at(-1);
			if (above !== undefined) {
				low[above] = Math.min(low[above]!, low[position]!);
			}

			if (low[position] === met[position]) {
				const tangle: number[] = [];
				let member: number;
				do {
					member = open.pop()!;
					isOpen[member] = 0;
					tangle.push(member);
				} while (member !== position);
				if (tangle.length > 1) {
					tangles.push(tangle.sort((a, b) => a - b));
				}
			}
		}
	}

	return tangles.sort((a, b) => a[0]! - b[0]!);
};
