import {expect, test} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {ago, container, rowsOf, stateOf} from './given.ts';

const task = (number: number, more: object = {}): object => ({
	project_number: number,
	project_name: `t${number}`,
	status: 'not_started',
	last_updated: ago(60),
	...more,
});

test('dependencies under several names are united; one that is listed twice stays so', () => {
	const state = stateOf({
		'specs/state.json': {
			content: container(
				task(1),
				task(2),
				task(3, {dependencies: [1, 1], depends_on: '2', blocked_by: ['1', 'Repo:5']}),
			),
		},
	});
	const {dependencies} = rowsOf(state).get('3')!.task;
	expect(dependencies.map(({raw, state: kind}) => `${raw} ${kind}`)).toEqual([
		'1 known',
		'1 known',
		'2 known',
		'Repo:5 external',
	]);
});

test('the waves of a batch are hints: a dependency against them is told', () => {
	const state = stateOf({
		'specs/state.json': {content: container(task(1, {dependencies: [2]}), task(2), task(3))},
		'specs/.orchestrator-multi-state.json': {
			content: {task_numbers: [1, 2], waves: [[1], [2]], session_id: 's'},
		},
	});
	const rows = rowsOf(state);
	expect(['1', '2', '3'].map((id) => rows.get(id)!.task.wave)).toEqual([1, 2, null]);
	expect(createDependencyBook()(state.tasks).findings.map(({code}) => code)).toEqual([
		'dependency-unmet',
		'dependency-order',
	]);
});

test('a cycle and a task that waits for itself are found among the tasks of a root', () => {
	const state = stateOf({
		'specs/state.json': {
			content: container(
				task(1, {dependencies: [2]}),
				task(2, {dependencies: ['1']}),
				task(3, {dependencies: [3]}),
			),
		},
	});
	expect(
		createDependencyBook()(state.tasks)
			.findings.filter(({severity}) => severity === 'error')
			.map(({code, task: key}) => [code, key]),
	).toEqual([
		['dependency-cycle', 'return-meta:/w/specs#1'],
		['dependency-self', 'return-meta:/w/specs#3'],
	]);
});
