import type {Dependency} from '../../model/task.ts';
import type {Entry, ListItem, WrittenDependency} from './values.ts';
import {readDependencies} from './written-dependencies.ts';

/** What a task says it depends on, from both files, each once. */
export const writtenDependencies = (
	entry: Entry | null,
	item: ListItem | null,
): readonly WrittenDependency[] => {
	const line = entry?.lines['dependencies'] ?? entry?.line ?? 0;
	const all = [
		...(entry?.dependencies ?? []).flatMap((text) => readDependencies(text, line)),
		...(item?.dependencies ?? []),
	];
	const seen = new Set<string>();
	return all.filter(({raw, id}) => {
		const name = id ?? raw;
		return !seen.has(name) && seen.add(name);
	});
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
