/**
Remembers the result for a list of objects until one of them is another object. The first of the list
keeps the memory alive, so it should be one that no other list begins with.
*/
export const rememberFor = <Item extends object, Result>(
	compute: (items: readonly Item[]) => Result,
): ((items: readonly Item[]) => Result) => {
	const known = new WeakMap<Item, {items: readonly Item[]; result: Result}>();
	return (items) => {
		const [first] = items;
		const memory = first && known.get(first);
		if (
			memory &&
			memory.items.length === items.length &&
			memory.items.every((item, index) => item === items[index])
		) {
			return memory.result;
		}

		const result = compute(items);
		if (first) {
			known.set(first, {items, result});
		}

		return result;
	};
};
