import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import {isDependencyCode} from './codes.ts';
import {type Cycle, cyclesOf} from './cycles.ts';
import {cycleFindings, type DependencyFinding, findingsAbout} from './findings.ts';
import {type DependencyGraph, graphOf} from './graph.ts';

/** Everything about dependencies that does not depend on the clock. */
export type Dependencies = {
	readonly graph: DependencyGraph;
	readonly cycles: readonly Cycle[];
	/** Cycles first, then by task, in the order of files. */
	readonly findings: readonly DependencyFinding[];
};

/**
Remembers what was found for the last tasks: the same tasks give the same answer, a changed status costs
a look at the tasks around it, and only a changed dependency builds the graph anew.
*/
export const createDependencyBook = () => {
	let seen: ReadonlyMap<string, Task> | null = null;
	let known: Dependencies | null = null;
	let byTask: readonly (readonly DependencyFinding[])[] = [];
	return (tasks: ReadonlyMap<string, Task>): Dependencies => {
		if (known && seen === tasks) {
			return known;
		}

		seen = tasks;
		const before = known?.graph ?? null;
		const graph = graphOf(tasks, before);
		const hasSameEdges = before !== null && before.needs === graph.needs;
		const cycles = hasSameEdges ? known!.cycles : cyclesOf(graph);
		byTask = graph.tasks.map((_, position) =>
			hasSameEdges && isUntouched(before, graph, position)
				? byTask[position]!
				: findingsAbout(graph, position),
		);
		known = {graph, cycles, findings: [...cycleFindings(graph, cycles), ...byTask.flat()]};
		return known;
	};
};

/** The task and all it waits for are the same objects. Asked of every task at every change. */
const isUntouched = (
	before: DependencyGraph,
	{tasks, needs: {offsets, targets}}: DependencyGraph,
	at: number,
): boolean => {
	if (before.tasks[at] !== tasks[at]) {
		return false;
	}

	for (let edge = offsets[at]!; edge < offsets[at + 1]!; edge++) {
		const target = targets[edge]!;
		if (before.tasks[target] !== tasks[target]) {
			return false;
		}
	}

	return true;
};

/**
All problems there are: those of the formats, and those of the dependencies. What a format has said of
the same task, or of the file as a whole, is not said again.
*/
export const withDependencyProblems = (
	problems: readonly Problem[],
	findings: readonly DependencyFinding[],
): readonly Problem[] => {
	if (findings.length === 0) {
		return problems;
	}

	const said = new Set(
		problems
			.filter(({code}) => isDependencyCode(code))
			.map(({code, task, path}) => `${code}\n${task === null ? path : task}`),
	);
	if (said.size === 0) {
		return [...problems, ...findings];
	}

	return [
		...problems,
		...findings.filter(
			({code, task, path}) => !said.has(`${code}\n${task}`) && !said.has(`${code}\n${path}`),
		),
	];
};
