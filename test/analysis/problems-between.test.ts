import {assert, constantFrom, nat, property, record, uniqueArray} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {problemsBetween} from '../../source/analysis/problems-between.ts';
import {type Row, rowOf} from '../../source/analysis/rows.ts';
import {blankTask, type Task} from '../../source/model/task.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

const taskOf = (id: string, changes: Partial<Task> = {}): Task => ({
	...blankTask({
		key: `tasks-meta:/w#${id}`,
		id,
		title: `Title of ${id}`,
		format: 'tasks-meta',
		workspace: '/w',
		group: 'specs/001-a',
	}),
	...changes,
});

const rowsOf = (...tasks: readonly Task[]): Row[] =>
	tasks.map((task) => rowOf(task, undefined, now));

const changes = (...targets: readonly string[]): Partial<Task> => ({
	status: 'running',
	artifacts: targets.map((target) => ({
		path: target.slice('/w/'.length),
		type: null,
		summary: null,
		exists: null,
		target,
	})),
});

const codesOf = (...tasks: readonly Task[]): string[] =>
	problemsBetween(rowsOf(...tasks)).map(({code}) => code);

describe('a file that two running tasks change', () => {
	test('is told once, with both', () => {
		const found = problemsBetween(
			rowsOf(taskOf('A', changes('/w/x', '/w/y')), taskOf('B', changes('/w/x'))),
		);
		expect(found).toMatchObject([
			{code: 'file-contested', severity: 'warning', task: 'tasks-meta:/w#B'},
		]);
		expect(found[0]!.message).toBe('2 running tasks change x: A (specs/001-a), B (specs/001-a)');
	});

	test.each<[string, Task, Task]>([
		['of different files', taskOf('A', changes('/w/x')), taskOf('B', changes('/w/y'))],
		[
			'of the same path in other workspaces',
			taskOf('A', changes('/w/x')),
			taskOf('B', changes('/v/x')),
		],
		[
			'one of which is done',
			taskOf('A', changes('/w/x')),
			taskOf('B', {...changes('/w/x'), status: 'completed'}),
		],
		['that list it twice themselves', taskOf('A', changes('/w/x', '/w/x')), taskOf('B')],
	])('not for two tasks %s', (_name, one, other) => {
		expect(codesOf(one, other)).toEqual([]);
	});

	test('not for one whose run is over by its silence', () => {
		const dead = taskOf('B', {
			...changes('/w/x'),
			activity: {
				signals: [
					{signal: 'replaced', weight: 'end', at: now - 1, says: 'another session took over'},
				],
				silentAfterMs: 1000,
				interruptedAfterMs: 2000,
				usualMs: null,
			},
		});
		expect(codesOf(taskOf('A', changes('/w/x')), dead)).toEqual([]);
	});
});

describe('a task that is done in one list only', () => {
	const title = 'Check the password on login';
	const done = taskOf('A', {title, status: 'completed'});
	const open = (extra: Partial<Task> = {}): Task =>
		taskOf('1', {key: 'kiro:/w#1', format: 'kiro', title, status: 'pending', ...extra});

	test('is told at the open one', () => {
		expect(problemsBetween(rowsOf(done, open()))).toMatchObject([
			{code: 'done-elsewhere', severity: 'info', task: 'kiro:/w#1', format: 'kiro'},
		]);
	});

	test.each<[string, Task[]]>([
		['of one format', [done, open({format: 'tasks-meta'})]],
		['of other workspaces', [done, open({workspace: '/v'})]],
		['with a title that says little', [{...done, title: 'Run tests'}, open({title: 'Run tests'})]],
		['of three with that title', [done, open(), open({key: 'kiro:/w#2'})]],
		['that was skipped', [done, open({status: 'skipped'})]],
	])('not for tasks %s', (_name, tasks) => {
		expect(codesOf(...tasks)).toEqual([]);
	});
});

test('whatever the order of the rows, the same is found; nothing is always the same nothing', () => {
	const tasks = uniqueArray(
		record({
			id: nat({max: 99}),
			file: nat({max: 5}),
			status: constantFrom('running', 'completed', 'pending'),
		}),
		{selector: ({id}) => id, maxLength: 20},
	);
	assert(
		property(tasks, (given) => {
			const made = given.map(({id, file, status}) =>
				taskOf(String(id), {...changes(`/w/${file}`), status: status as Task['status']}),
			);
			expect(codesOf(...made.toReversed()).toSorted()).toEqual(codesOf(...made).toSorted());
		}),
	);
	expect(problemsBetween([])).toBe(problemsBetween(rowsOf(taskOf('A'))));
});
