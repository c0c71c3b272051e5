import {isEqual} from '../../model/equality.ts';
import type {Task} from '../../model/task.ts';
import type {BacklogFile} from './declaration.ts';
import {type PlanItem, readPlan} from './plan.ts';

/** What stays of a backlog while its file does not change: its items, and the rows made from it. */
export type Memory = {
	readonly plan: readonly PlanItem[];
	/** The row of the same key made before, when it is equal in everything; else the given one. */
	readonly keep: (task: Task) => Task;
};

type Remembered = Memory & {readonly files: readonly Placed[]};
type Placed = {readonly path: string; readonly file: BacklogFile};

/** By the first file of a group; forgotten with it. */
const memories = new WeakMap<BacklogFile, Remembered>();

export const memoryOf = (files: readonly Placed[]): Memory => {
	const first = files[0]?.file;
	const known = first && memories.get(first);
	if (known && isSame(known.files, files)) {
		return known;
	}

	const rows = new Map<string, Task>();
	const made: Remembered = {
		files,
		plan: readPlan(files),
		keep: (task) => {
			const row = rows.get(task.key);
			if (row && isEqual(row, task)) {
				return row;
			}

			rows.set(task.key, task);
			return task;
		},
	};
	if (first) {
		memories.set(first, made);
	}

	return made;
};

const isSame = (one: readonly Placed[], other: readonly Placed[]): boolean =>
	one.length === other.length &&
	one.every(({path, file}, index) => file === other[index]!.file && path === other[index]!.path);
