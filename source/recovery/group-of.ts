import type {Group, State} from '../store/state.ts';

const known = new WeakMap<State['groups'], ReadonlyMap<string, Group>>();

/** The group that a task was assembled from; remembered for as long as the groups are the same. */
export const groupOfTask = (groups: State['groups'], task: string): Group | undefined => {
	let byTask = known.get(groups);
	if (!byTask) {
		byTask = new Map(
			[...groups.values()].flatMap((group) =>
				group.tasks.map(({key}): [string, Group] => [key, group]),
			),
		);
		known.set(groups, byTask);
	}

	return byTask.get(task);
};
