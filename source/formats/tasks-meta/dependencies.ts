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

/**
The cycles among tasks, each as the keys along it. Every task is entered once, so the cost is linear
in tasks and dependencies; of several cycles through the same tasks the first is named.
*/
export const findCycles = (
	nodes: readonly {readonly key: string; readonly dependencies: readonly Dependency[]}[],
): readonly (readonly string[])[] => {
	const targets = new Map(
		nodes.map(({key, dependencies}) => [
			key,
			dependencies.flatMap((dependency) => dependency.key ?? []),
		]),
	);
	const finished = new Set<string>();
	const positions = new Map<string, number>();
	const inCycle = new Set<string>();
	const cycles: (readonly string[])[] = [];
	for (const {key: start} of nodes) {
		if (finished.has(start)) {
			continue;
		}

		const path: {key: string; next: number}[] = [{key: start, next: 0}];
		positions.set(start, 0);
		while (path.length > 0) {
			const top = path.at(-1)!;
			const target = targets.get(top.key)?.[top.next++];
			if (target === undefined) {
				finished.add(top.key);
				positions.delete(top.key);
				path.pop();
			} else if (positions.has(target)) {
				const cycle = path.slice(positions.get(target)).map(({key}) => key);
				if (!cycle.every((key) => inCycle.has(key))) {
					cycles.push(cycle);
					for (const key of cycle) {
						inCycle.add(key);
					}
				}
			} else if (!finished.has(target) && targets.has(target)) {
				positions.set(target, path.length);
				path.push({key: target, next: 0});
			}
		}
	}

	return cycles;
};
