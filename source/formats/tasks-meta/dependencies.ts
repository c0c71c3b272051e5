import type {Dependency} from '../../model/task.ts';
import type {Entry, ListItem, WrittenDependency} from './values.ts';
import {readDependencies} from './written-dependencies.ts';

/**
What a task says it depends on: all the metadata names, and what only the list does. One that is named
twice in one place stays so: that is a mistake somebody may want to know of.
*/
export const writtenDependencies = (
	entry: Entry | null,
	item: ListItem | null,
): readonly WrittenDependency[] => {
	const line = entry?.lines['dependencies'] ?? entry?.line ?? 0;
	const stored = (entry?.dependencies ?? []).flatMap((text) => readDependencies(text, line));
	const known = new Set(stored.map(({raw, id}) => id ?? raw));
	return [...stored, ...(item?.dependencies ?? []).filter(({raw, id}) => !known.has(id ?? raw))];
};

/**
What the written names mean among the tasks of one feature. Members from the middle of a range that
the feature lacks are holes in it, and left out.

@param keysOf the keys of the rows with an id.
*/
export const resolveDependencies = (
	written: readonly WrittenDependency[],
	keysOf: (id: string) => readonly string[],
): readonly Dependency[] =>
	written.flatMap(({raw, id, isOptional}): readonly Dependency[] => {
		if (id === null) {
			return [{raw, id: null, key: null, state: 'external'}];
		}

		const keys = keysOf(id);
		if (keys.length === 0) {
			return isOptional ? [] : [{raw, id, key: null, state: 'missing'}];
		}

		return keys.length === 1
			? [{raw, id, key: keys[0]!, state: 'known'}]
			: [{raw, id, key: null, state: 'ambiguous'}];
	});
