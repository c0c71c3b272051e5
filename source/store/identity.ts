import {isEqual} from '../model/equality.ts';

/**
Keeps the objects of the previous list wherever the next one holds an equal value, so that everything
downstream can ask "is it the same?" with `===`. The list itself is kept when all of it is.
*/
export const keepIdentity = <Item>(
	previous: readonly Item[],
	next: readonly Item[],
): readonly Item[] => {
	const byKey = new Map<unknown, Item>();
	for (const item of previous) {
		byKey.set(keyOf(item), item);
	}

	let isSame = previous.length === next.length;
	const kept = next.map((item, index) => {
		const candidate = item === previous[index] ? item : byKey.get(keyOf(item));
		const result = candidate !== undefined && isEqual(candidate, item) ? candidate : item;
		isSame &&= result === previous[index];
		return result;
	});
	return isSame ? previous : kept;
};

const keyOf = (item: unknown): unknown => {
	if (typeof item === 'object' && item !== null) {
		if ('key' in item) {
			return item.key;
		}

		if ('code' in item && 'path' in item && 'line' in item && 'message' in item) {
			return `${String(item.code)}\n${String(item.path)}\n${String(item.line)}\n${String(item.message)}`;
		}
	}

	return item;
};
