import {describe, expect, test} from 'vitest';
import {ago, codesOf, container, run, stateOf, type Given} from './given.ts';

describe('findings about a root', () => {
	const codesFor = (
		tasks: readonly object[],
		more: Readonly<Record<string, Given>> = {},
		next = 900,
	) =>
		codesOf(
			stateOf({
				'specs/state.json': {content: {next_project_number: next, active_projects: tasks}},
				...more,
			}),
		);
	const task = (number: number, more: object = {}): object => ({
		project_number: number,
		project_name: `t${number}`,
		status: 'planned',
		last_updated: ago(60),
		...more,
	});

	test.each<[string, string[], string[]]>([
		[
			'a number twice',
			codesFor([task(1), task(1, {project_name: 'other'})]),
			['task-number-duplicate'],
		],
		['a low next number', codesFor([task(7)], {}, 7), ['next-number-low']],
		['an odd slug', codesFor([task(1, {project_name: 'a/b'})]), ['slug-shape']],
		['an unknown number', codesFor([task(1, {dependencies: [950]})]), ['dependency-unknown']],
		[
			'text that names nothing',
			codesFor([task(1, {depends_on: 'whatever'})]),
			['dependency-unknown'],
		],
		['a slug', codesFor([task(1, {depends_on: 't2'}), task(2)]), []],
		['a number in words', codesFor([task(1, {blocked_by: ['Task 2 (the other)']}), task(2)]), []],
		['a midnight', codesFor([task(1, {last_updated: '2026-05-01'})]), ['time-implausible']],
		['not touched', codesFor([task(1, {planned: ago(10)})]), ['state-not-touched']],
		[
			'an unfixed error',
			codesFor([task(1)], {'specs/errors.json': {content: {errors: [{message: 'x'}]}}}),
			['errors-unfixed'],
		],
		[
			'a schema of errors',
			codesFor([task(1)], {'specs/errors.json': {content: {errors: [], properties: {}}}}),
			[],
		],
		[
			'TODO.md',
			codesFor([task(1)], {'specs/TODO.md': {content: '### 1. T\n- **Status**: [COMPLETED]\n'}}),
			['todo-diverges'],
		],
		[
			'TODO.md agrees',
			codesFor([task(1)], {'specs/TODO.md': {content: '### OC_1. T\n- **Status**: [PLANNED]\n'}}),
			[],
		],
		[
			'two folders',
			codesFor([task(1)], {
				'specs/001_t1/reports/a.md': {content: ''},
				'specs/1_old/reports/a.md': {content: ''},
			}),
			['folder-twin'],
		],
		[
			'an orphan',
			codesFor([task(1)], {'specs/005_x/reports/a.md': {content: ''}}),
			['folder-orphan'],
		],
		[
			'an archived folder',
			codesFor([task(1)], {
				'specs/005_x/reports/a.md': {content: ''},
				'specs/archive/state.json': {content: {archived_projects: [{project_number: 5}]}},
			}),
			[],
		],
		[
			'0 of 0',
			codesFor([task(1, {status: 'completed'})], {
				'specs/001_t1/.return-meta.json': {
					content: run('implemented', {phases_completed: 0, phases_total: 0}),
				},
			}),
			['phases-zero-on-success'],
		],
		[
			'2 of 8',
			codesFor([task(1, {status: 'completed'})], {
				'specs/001_t1/.return-meta.json': {
					content: run('implemented', {phases_completed: 2, phases_total: 8}),
				},
			}),
			['phases-incomplete-on-success'],
		],
		[
			'artifacts elsewhere',
			codesFor([task(1, {artifacts: ['/a', '~/b', 'specs/002_x/c.md']})]),
			['artifact-outside', 'artifact-foreign'],
		],
		[
			'a leftover',
			codesFor([task(1)], {'specs/001_t1/.return-meta.json.tmp': {content: ''}}),
			['tmp-leftover'],
		],
		[
			'a placeholder',
			codesFor([task(1)], {'specs/001_t1/.postflight-pending': {content: {created: '$(date -u)'}}}),
			['marker-placeholder'],
		],
	])('%s', (_name, found, expected) => {
		expect(found).toEqual(expected);
	});

	test('a key twice', () => {
		const text =
			'{"active_projects": [{"project_number": 1, "project_name": "a", "status": "planned", "status": "planned"}]}';
		expect(codesOf(stateOf({'specs/state.json': {content: text}}))).toEqual(['key-duplicate']);
	});

	test('rows that share a number are told apart by their slugs', () => {
		const {tasks} = stateOf({
			'specs/state.json': {content: container(task(1), task(1, {project_name: 'other'}))},
		});
		expect([...tasks.keys()]).toEqual([
			'return-meta:/w/specs#1_t1',
			'return-meta:/w/specs#1_other',
		]);
	});
});
