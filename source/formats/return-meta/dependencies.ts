import type {Dependency} from '../../model/task.ts';
import type {Problem} from '../../model/problem.ts';
import {asText} from './fields.ts';
import {slugOf} from './place.ts';
import {problem} from './problems.ts';
import type {StateTask, StateValue} from './values.ts';

/** Keys and dependencies of all tasks of one `state.json`. */
export type Links = {
	readonly keys: ReadonlyMap<StateTask, string>;
	readonly byNumber: ReadonlyMap<number, readonly StateTask[]>;
	readonly dependencies: ReadonlyMap<StateTask, readonly Dependency[]>;
	readonly problems: readonly Problem[];
};

/** What is known about tasks that are no rows any more. */
export type Archive = {
	readonly finished: ReadonlySet<number>;
	/** Old tasks were moved into a vault and the numbers begun anew. */
	readonly hasVault: boolean;
};

export const linkTasks = (
	root: string,
	path: string,
	state: StateValue,
	archive: Archive,
): Links => {
	const byNumber = new Map<number, StateTask[]>();
	const bySlug = new Map<string, StateTask>();
	for (const task of state.tasks) {
		if (task.number !== null) {
			const same = byNumber.get(task.number);
			if (same) {
				same.push(task);
			} else {
				byNumber.set(task.number, [task]);
			}
		}

		if (task.name !== null) {
			bySlug.set(slugOf(task.name), task);
		}
	}

	const keys = keysOf(root, state.tasks, byNumber);
	const dependencies = new Map<StateTask, readonly Dependency[]>();
	const problems: Problem[] = [];
	for (const task of state.tasks) {
		const resolved = task.dependencies
			.map((raw) => asText(raw))
			.filter((raw) => raw !== null)
			.map((raw) => resolve(raw, {byNumber, bySlug, keys, state, archive}));
		dependencies.set(task, resolved);
		for (const {raw, state: kind} of resolved) {
			if (kind === 'missing') {
				problems.push(
					problem(
						'dependency-unknown',
						`task ${task.number ?? task.name} depends on ${raw}, which does not exist`,
						{path, line: task.lines.dependencies, task: keys.get(task)!},
					),
				);
			}
		}
	}

	return {
		keys,
		byNumber,
		dependencies,
		problems,
	};
};

/** Numbers are unique as a rule; where they are not, the slug tells the rows apart. */
const keysOf = (
	root: string,
	tasks: readonly StateTask[],
	byNumber: ReadonlyMap<number, readonly StateTask[]>,
): ReadonlyMap<StateTask, string> => {
	const keys = new Map<StateTask, string>();
	const used = new Map<string, number>();
	for (const task of tasks) {
		const isShared = task.number === null || (byNumber.get(task.number)?.length ?? 0) > 1;
		const name = slugOf(task.name ?? task.title ?? 'task');
		const id = isShared ? `${task.number ?? ''}_${name}` : String(task.number);
		const times = (used.get(id) ?? 0) + 1;
		used.set(id, times);
		keys.set(task, `return-meta:${root}#${id}${times === 1 ? '' : `~${times}`}`);
	}

	return keys;
};

type Lookup = {
	readonly byNumber: ReadonlyMap<number, readonly StateTask[]>;
	readonly bySlug: ReadonlyMap<string, StateTask>;
	readonly keys: ReadonlyMap<StateTask, string>;
	readonly state: StateValue;
	readonly archive: Archive;
};

const local = /^(?:task\s+)?#?(\d{1,5})(?!\d)(?!\s*:)/i;
const elsewhere = /^[\w.~/-]{1,80}:\S/;

const resolve = (raw: string, lookup: Lookup): Dependency => {
	if (elsewhere.test(raw)) {
		return {raw, id: null, key: null, state: 'external'};
	}

	const number = Number(local.exec(raw)?.[1] ?? Number.NaN);
	if (Number.isNaN(number)) {
		const task = lookup.bySlug.get(slugOf(raw));
		return task
			? {raw, id: String(task.number ?? raw), key: lookup.keys.get(task)!, state: 'known'}
			: {raw, id: null, key: null, state: 'missing'};
	}

	const id = String(number);
	const tasks = lookup.byNumber.get(number) ?? [];
	if (tasks.length > 0) {
		return tasks.length === 1
			? {raw, id, key: lookup.keys.get(tasks[0]!)!, state: 'known'}
			: {raw, id, key: null, state: 'ambiguous'};
	}

	return {raw, id, key: null, state: isArchived(number, lookup) ? 'archived' : 'missing'};
};

/** A number that was given out once and stands nowhere any more is done and moved away. */
const isArchived = (number: number, {state, archive}: Lookup): boolean =>
	archive.finished.has(number) ||
	state.finished.has(number) ||
	archive.hasVault ||
	state.hasVault ||
	state.nextNumber === null ||
	number < state.nextNumber;
