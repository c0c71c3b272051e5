import type {Standings} from './standing.ts';

/** The open tasks as trees: each stands once, under the one that holds it. By positions. */
export type Forest = {
	/** Task -> the tasks right behind it, those that hold most first. */
	readonly childrenOf: (position: number) => readonly number[];
	/** Where waiting begins; of a tangle, its first task stands for all. */
	readonly roots: readonly number[];
	/** First task of a tangle -> all of its tasks. */
	readonly tangles: ReadonlyMap<number, readonly number[]>;
};

export const forestOf = ({order, causes, roots, isTangled, held, standings}: Standings): Forest => {
	const children = new Map<number, number[]>();
	const found: number[] = [];
	const tangles = new Map<number, number[]>();
	const push = (map: Map<number, number[]>, key: number, position: number): void => {
		const known = map.get(key);
		if (known) {
			known.push(position);
		} else {
			map.set(key, [position]);
		}
	};

	for (const position of order) {
		const root = roots[position]!;
		const cause = causes[position]!;
		if (isTangled[position] === 1) {
			push(tangles, root, position);
			if (root === position) {
				found.push(position);
			}
		} else if (cause !== -1) {
			push(children, isTangled[cause] === 1 ? roots[cause]! : cause, position);
		} else if (standings[position] !== 'done' || held[position]! > 0) {
			found.push(position);
		}
	}

	for (const list of children.values()) {
		list.sort((a, b) => held[b]! - held[a]! || a - b);
	}

	return {
		childrenOf: (position) => children.get(position) ?? [],
		roots: found.sort((a, b) => a - b),
		tangles,
	};
};
