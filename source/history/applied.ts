import type {Task} from '../model/task.ts';
import type {Transition} from '../model/transition.ts';
import type {Change} from '../store/reduce.ts';
import type {State} from '../store/state.ts';
import {recordOf, textOf} from './changes-of.ts';
import {factsOf, type Recording} from './recording.ts';

/** A change of the state: what was applied, and what it was and became. */
export type Applied = {
	readonly changes: readonly Change[];
	readonly before: State;
	readonly after: State;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly isFirst: boolean;
};

/** What is to be recorded of one change of the state; holds what it came with, and copies nothing. */
export type Item = {
	/** Epoch milliseconds. */
	readonly at: number;
	readonly isFirst: boolean;
	readonly changes: readonly Change[];
	readonly transitions: readonly Transition[];
	readonly tasks: readonly {readonly before: Task | null; readonly after: Task | null}[];
};

/** What of a change belongs to a workspace; null: nothing. */
export const itemOf = (applied: Applied, workspace: string): Item | null => {
	const {changes, before, after, now, isFirst} = applied;
	const inside = workspace.endsWith('/') ? workspace : `${workspace}/`;
	const own = changes.filter((change) => pathOf(change).startsWith(inside));
	const tasks = changedTasks(before, after).filter(
		(pair) => (pair.after ?? pair.before)!.workspace === workspace,
	);
	if (own.length === 0 && tasks.length === 0) {
		return null;
	}

	const keys = new Set(tasks.map((pair) => (pair.after ?? pair.before)!.key));
	const transitions = newTransitions(before, after).filter(({task}) => keys.has(task));
	return {at: now, isFirst, changes: own, transitions, tasks};
};

/** The same as plain data, whole and at once: for those who have no screen to draw. */
export const recordingOf = (applied: Applied, workspace: string): Recording => {
	const item = itemOf(applied, workspace);
	return {
		at: applied.now,
		isFirst: applied.isFirst,
		versions: (item?.changes ?? []).map((change) => {
			const parts = [...textOf(change)];
			return recordOf(change, parts.length === 0 ? null : parts.join(''));
		}),
		transitions: item?.transitions ?? [],
		tasks: (item?.tasks ?? []).map(({before, after}) => ({
			before: before && factsOf(before),
			after: after && factsOf(after),
		})),
	};
};

const pathOf = (change: Change): string =>
	change.type === 'read' ? change.input.path : change.path;

/** Those of the present state that the one before had not. Only the latest are in a state. */
const newTransitions = (before: State, after: State): readonly Transition[] => {
	const last = before.transitions.at(-1);
	return after.transitions.slice(last === undefined ? 0 : after.transitions.lastIndexOf(last) + 1);
};

/** Tasks that are another object than before; groups that are the same cost one comparison. */
const changedTasks = (before: State, after: State): Item['tasks'] => {
	const changed: {before: Task | null; after: Task | null}[] = [];
	for (const [key, group] of after.groups) {
		if (before.groups.get(key)?.tasks !== group.tasks) {
			for (const task of group.tasks) {
				const previous = before.tasks.get(task.key) ?? null;
				if (previous !== task) {
					changed.push({before: previous, after: task});
				}
			}
		}
	}

	for (const [key, group] of before.groups) {
		if (after.groups.get(key)?.tasks !== group.tasks) {
			for (const task of group.tasks) {
				if (!after.tasks.has(task.key)) {
					changed.push({before: task, after: null});
				}
			}
		}
	}

	return changed;
};
