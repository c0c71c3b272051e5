/** A queue that gives the smallest first. */
export type Heap<Item> = {
	readonly push: (item: Item) => void;
	readonly pop: () => Item | undefined;
	readonly peek: () => Item | undefined;
};

/** A binary heap; both ways cost the logarithm of its size. */
export const createHeap = <Item>(compare: (a: Item, b: Item) => number): Heap<Item> => {
	const items: Item[] = [];
	const swap = (a: number, b: number): void => {
		// Not by taking apart an array of the two, which is made anew until the compiler has seen it often.
		const item = items[a]!;
		items[a] = items[b]!;
		items[b] = item;
	};

	return {
		push(item) {
			let at = items.push(item) - 1;
			while (at > 0) {
				const above = (at - 1) >> 1;
				if (compare(items[above]!, items[at]!) <= 0) {
					break;
				}

				swap(above, at);
				at = above;
			}
		},
		pop() {
			const last = items.length - 1;
			if (last <= 0) {
				return items.pop();
			}

			swap(0, last);
			const smallest = items.pop();
			for (let at = 0; ;) {
				const below = 2 * at + 1;
				const next =
					below + 1 < last && compare(items[below + 1]!, items[below]!) < 0 ? below + 1 : below;
				if (next >= last || compare(items[at]!, items[next]!) <= 0) {
					return smallest;
				}

				swap(at, next);
				at = next;
			}
		},
		peek: () => items[0],
	};
};
