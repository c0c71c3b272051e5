import type {Entry, TaskList} from '../values.ts';

/** What a list adds up to. Optional leaves stand beside the count: they keep nothing from being done. */
export type Count = {
	readonly done: number;
	readonly required: number;
	readonly optional: number;
};

export type Tree = {
	/** Indexes of the rows. */
	readonly leaves: readonly number[];
	/** Index of an entry -> the leaves below it; a leaf stands for itself. */
	readonly below: ReadonlyMap<number, readonly number[]>;
	/** Title of a section (with its parent's index) -> its count. */
	readonly sections: ReadonlyMap<string, Count>;
	readonly total: Count;
};

export const sectionKey = ({parent, section}: Entry): string => `${parent ?? ''} ${section ?? ''}`;

export const isDone = ({status}: Entry): boolean => status === 'completed';

export const isOpenRequired = (entry: Entry): boolean => !entry.isOptional && !isDone(entry);

export const treeOf = ({entries}: TaskList): Tree => {
	const leaves: number[] = [];
	const below = new Map<number, number[]>();
	const members = new Map<string, Entry[]>();
	for (const [index, entry] of entries.entries()) {
		if (!entry.isLeaf) {
			continue;
		}

		leaves.push(index);
		push(members, sectionKey(entry), entry);
		let ancestor: number | null = index;
		while (ancestor !== null) {
			push(below, ancestor, index);
			ancestor = entries[ancestor]!.parent;
		}
	}

	const sections = new Map([...members].map(([key, group]) => [key, count(group)]));
	return {leaves, below, sections, total: count(leaves.map((index) => entries[index]!))};
};

const push = <Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void => {
	const items = map.get(key);
	if (items) {
		items.push(item);
	} else {
		map.set(key, [item]);
	}
};

const count = (entries: readonly Entry[]): Count => {
	const required = entries.filter(({isOptional}) => !isOptional);
	return {
		done: required.filter((entry) => isDone(entry)).length,
		required: required.length,
		optional: entries.length - required.length,
	};
};

/** "12 of 40 done, +3 optional". */
export const countWords = ({done, required, optional}: Count): string =>
	`${done} of ${required} done${optional > 0 ? `, +${optional} optional` : ''}`;
