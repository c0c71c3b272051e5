import * as fc from 'fast-check';
import type {Dependency, Task} from '../../../source/model/task.ts';
import {taskOf} from '../tasks.ts';

/** Key of a task that `tasksWith` makes. */
export const keyOf = (id: string): string => `tasks-meta:/code/${id}`;

/** A dependency on a task of the same list. */
export const on = (id: string): Dependency => ({raw: id, id, key: keyOf(id), state: 'known'});

export const missing = (id: string): Dependency => ({raw: id, id, key: null, state: 'missing'});

export const inWords = (raw: string): Dependency => ({
	raw,
	id: null,
	key: null,
	state: 'external',
});

export type Given = Partial<Task> & {readonly id: string; readonly needs?: readonly string[]};

/** Tasks by key, as a state holds them; `needs` are ids of others. */
export const tasksWith = (...given: readonly Given[]): ReadonlyMap<string, Task> =>
	new Map(
		given.map(({needs = [], ...known}, order) => {
			const task = taskOf({
				status: 'pending',
				order,
				dependencies: needs.map((id) => on(id)),
				...known,
			});
			return [task.key, task];
		}),
	);

/** Small graphs of every kind: edges between any tasks, with selves and twins. */
export const anyTasks = (statuses: readonly Task['status'][] = ['pending']) =>
	fc
		.integer({min: 1, max: 8})
		.chain((count) =>
			fc.array(
				fc.record({
					status: fc.constantFrom(...statuses),
					needs: fc.array(fc.integer({min: 0, max: count - 1}), {maxLength: 4}),
				}),
				{minLength: count, maxLength: count},
			),
		)
		.map((entries) =>
			tasksWith(
				...entries.map(({status, needs}, index) => ({
					id: String(index),
					status,
					needs: needs.map(String),
				})),
			),
		);

/** Small graphs without cycles: every task waits for earlier ones only. */
export const anyOrderedTasks = (statuses: readonly Task['status'][] = ['pending']) =>
	fc
		.array(
			fc.record({
				status: fc.constantFrom(...statuses),
				needs: fc.array(fc.nat(20), {maxLength: 3}),
			}),
			{minLength: 1, maxLength: 9},
		)
		.map((entries) =>
			tasksWith(
				...entries.map(({status, needs}, index) => ({
					id: String(index),
					status,
					needs: index === 0 ? [] : [...new Set(needs.map((need) => String(need % index)))],
				})),
			),
		);

/** Position -> the positions it waits for, without selves and twins: what brute force works on. */
export const plainEdges = (tasks: ReadonlyMap<string, Task>): readonly (readonly number[])[] => {
	const keys = [...tasks.keys()];
	return [...tasks.values()].map(({key, dependencies}) => [
		...new Set(
			dependencies.flatMap((dependency) =>
				dependency.key === null || dependency.key === key ? [] : keys.indexOf(dependency.key),
			),
		),
	]);
};

/** Everything that can be reached over at least one edge, by looking again until nothing is new. */
export const reachable = (
	edges: readonly (readonly number[])[],
	from: number,
): ReadonlySet<number> => {
	const found = new Set(edges[from]);
	for (let before = -1; before !== found.size;) {
		before = found.size;
		for (const place of found) {
			for (const target of edges[place]!) {
				found.add(target);
			}
		}
	}

	return found;
};
