import type {Dependency, Task} from '../../model/task.ts';
import {resolveElsewhere} from './elsewhere.ts';

/**
All tasks of all formats and workspaces with what they wait for. Tasks are known by their position, and
edges lie in flat arrays: a hundred thousand of them are walked in milliseconds.
*/
export type DependencyGraph = {
	readonly tasks: readonly Task[];
	/** Key -> position. */
	readonly positions: ReadonlyMap<string, number>;
	/** Task -> the tasks it waits for, each once, never itself. */
	readonly needs: Edges;
	/** Task -> the tasks that wait for it. */
	readonly holds: Edges;
	/** Task -> what it names that is no edge, for the few that have any. */
	readonly looseEnds: ReadonlyMap<number, readonly LooseEnd[]>;
};

/** The targets of `from` are `targets[offsets[from]]` up to, not including, `targets[offsets[from + 1]]`. */
export type Edges = {readonly offsets: Int32Array; readonly targets: Int32Array};

/** A dependency that leads to no other task. */
export type LooseEnd = {
	/**
	- `missing`: names an id that nothing declares, or a task that is gone;
	- `ambiguous`: several tasks share the id;
	- `external`: another project or free text;
	- `self`: the task itself;
	- `duplicate`: a task that is named twice.
	*/
	readonly kind: 'missing' | 'ambiguous' | 'external' | 'self' | 'duplicate';
	readonly dependency: Dependency;
	/** For another project that is watched, but has no such task: its name. */
	readonly project: string | null;
};

/** The positions that `from` leads to. */
export const targetsOf = ({offsets, targets}: Edges, from: number): Int32Array =>
	targets.subarray(offsets[from], offsets[from + 1]);

/**
Builds the graph. Linear in tasks and dependencies.

@param previous the graph before: its edges are kept when only other things than dependencies changed,
which is nearly always.
*/
export const graphOf = (
	all: ReadonlyMap<string, Task>,
	previous: DependencyGraph | null = null,
): DependencyGraph => {
	const tasks = [...all.values()];
	if (previous && hasSameEdges(previous.tasks, tasks)) {
		return {...previous, tasks};
	}

	const positions = new Map<string, number>();
	let count = 0;
	for (const [position, {key, dependencies}] of tasks.entries()) {
		positions.set(key, position);
		count += dependencies.length;
	}

	const elsewhere = resolveElsewhere(tasks);
	const looseEnds = new Map<number, LooseEnd[]>();
	const note = (from: number, looseEnd: LooseEnd): void => {
		const known = looseEnds.get(from);
		if (known) {
			known.push(looseEnd);
		} else {
			looseEnds.set(from, [looseEnd]);
		}
	};

	const offsets = new Int32Array(tasks.length + 1);
	const targets = new Int32Array(count);
	// The last task that led to a position: a second edge of the same task is seen at once.
	const leadBy = new Int32Array(tasks.length).fill(-1);
	let used = 0;
	for (let from = 0; from < tasks.length; from++) {
		offsets[from] = used;
		for (const dependency of tasks[from]!.dependencies) {
			const {state, key} = dependency;
			if (state === 'archived') {
				continue;
			}

			const found = state === 'external' ? elsewhere.get(dependency) : undefined;
			const target = positions.get(found?.key ?? key ?? '');
			if (target === undefined) {
				const kind = found?.isAmbiguous ? 'ambiguous' : state === 'known' ? 'missing' : state;
				note(from, {kind, dependency, project: found?.project ?? null});
			} else if (leadBy[target] === from) {
				note(from, {kind: 'duplicate', dependency, project: null});
			} else if (target === from) {
				leadBy[target] = from;
				note(from, {kind: 'self', dependency, project: null});
			} else {
				leadBy[target] = from;
				targets[used++] = target;
			}
		}
	}

	offsets[tasks.length] = used;
	const needs = {offsets, targets: targets.subarray(0, used)};
	return {tasks, positions, needs, holds: reversed(needs, tasks.length), looseEnds};
};

/** The same edges, walked from the other end. */
const reversed = ({offsets, targets}: Edges, count: number): Edges => {
	const starts = new Int32Array(count + 1);
	for (const target of targets) {
		starts[target + 1]!++;
	}

	for (let position = 0; position < count; position++) {
		starts[position + 1]! += starts[position]!;
	}

	const next = starts.slice(0, count);
	const sources = new Int32Array(targets.length);
	for (let from = 0; from < count; from++) {
		for (let edge = offsets[from]!; edge < offsets[from + 1]!; edge++) {
			sources[next[targets[edge]!]!++] = from;
		}
	}

	return {offsets: starts, targets: sources};
};

const hasSameEdges = (before: readonly Task[], after: readonly Task[]): boolean =>
	before.length === after.length &&
	after.every((task, position) => {
		const other = before[position]!;
		return (
			task === other ||
			(task.key === other.key &&
				task.id === other.id &&
				hasSameDependencies(task.dependencies, other.dependencies))
		);
	});

const hasSameDependencies = (some: readonly Dependency[], others: readonly Dependency[]): boolean =>
	some === others ||
	(some.length === others.length &&
		some.every(({raw, id, key, state}, index) => {
			const other = others[index]!;
			return raw === other.raw && id === other.id && key === other.key && state === other.state;
		}));
