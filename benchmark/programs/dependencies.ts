/*
Builds a graph of so many tasks with planted cycles, looks for everything that is wrong with it, and says
who can start; then once more after one task has changed. Prints the times beside that of the least there
is to do: a map of all keys, and one look-up for every dependency.

Arguments: how many tasks.
*/
import process from 'node:process';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {blankTask, type Task} from '../../source/model/task.ts';
import {createRandom} from '../workspaces/prose.ts';

const count = Number(process.argv[2]);
const random = createRandom(count);
const keyOf = (number: number): string => `backlog:/w#B-${number}`;

const taskOf = (number: number): Task => {
	const needs = Array.from({length: number === 0 ? 0 : 3}, () =>
		Math.max(0, number - 1 - random.below(50)),
	);
	if (number % 1000 === 500) {
		needs.push(number + 3, number);
	}

	if (number % 1000 === 503) {
		needs.push(number - 3);
	}

	return {
		...blankTask({
			key: keyOf(number),
			id: `B-${number}`,
			title: `Task ${number}`,
			format: 'backlog',
			workspace: '/w',
			group: '000_backlog.md',
		}),
		status: number < count * 0.4 ? 'completed' : 'pending',
		durationMs: 60_000,
		dependencies: needs.map((need) => ({
			raw: `B-${need}`,
			id: `B-${need}`,
			key: need < count ? keyOf(need) : null,
			state: need < count ? 'known' : 'missing',
		})),
		files: [{path: '/w/000_backlog.md', line: number + 1}],
	};
};

const timed = <Result>(work: () => Result): {readonly result: Result; readonly took: number} => {
	const begin = performance.now();
	const result = work();
	return {result, took: performance.now() - begin};
};

const tasks = new Map(
	Array.from({length: count}, (_, number) => taskOf(number)).map((task) => [task.key, task]),
);
const rows = [...tasks.values()].map((task) => rowOf(task, undefined, Date.now()));

const floor = timed(() => {
	const positions = new Map([...tasks.keys()].map((key, position) => [key, position]));
	let found = 0;
	for (const {dependencies} of tasks.values()) {
		for (const {key} of dependencies) {
			found += key !== null && positions.has(key) ? 1 : 0;
		}
	}

	return found;
});
const book = createDependencyBook();
const first = timed(() => book(tasks));
const plan = timed(() => workPlanOf(first.result, rows));
const changed = new Map(tasks);
changed.set(keyOf(count - 1), {...tasks.get(keyOf(count - 1))!, title: 'changed'});
const change = timed(() => book(changed));

process.stdout.write(
	JSON.stringify({
		floor: floor.took,
		first: first.took,
		plan: plan.took,
		change: change.took,
		cycles: first.result.cycles.length,
		findings: first.result.findings.length,
	}),
);
