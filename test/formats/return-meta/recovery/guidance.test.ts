import {describe, expect, test} from 'vitest';
import {ago, container, entry, folder, project, run} from '../given.ts';
import {benchOf, type Files} from './workbench.ts';

const commands = (files: Files, id = '7'): readonly (string | null)[] =>
	benchOf(files)
		.options(id)
		.filter(({changes}) => changes.length === 0)
		.map(({command}) => command);

const give = ['/task --expand 7', '/task --abandon 7'];

const stopped = (word: string, more: Files = {}): Files =>
	project(entry(word, {last_updated: ago(300)}), null, more);

const plan = {
	[`${folder}/plans/01_plan.md`]: {
		content: '# Plan\n\n### Phase 1: Start [COMPLETED]\n\n### Phase 2: End [NOT STARTED]\n',
		age: 299,
	},
};

describe('the command to type, by situation', () => {
	test.each<[string, Files, readonly (string | null)[]]>([
		['not started', project(entry('not_started')), ['/research 7', ...give]],
		['research interrupted', stopped('researching'), ['/research 7', ...give]],
		['researched', project(entry('researched')), ['/plan 7', ...give]],
		['planning interrupted', stopped('planning'), ['/plan 7', ...give]],
		['implementing without a plan', stopped('implementing'), ['/plan 7', ...give]],
		['planned', project(entry('planned'), null, plan), ['/implement 7', ...give]],
		['implementing interrupted', stopped('implementing', plan), ['/implement 7', ...give]],
		['partial', project(entry('partial'), null, plan), ['/implement 7', ...give]],
		[
			'partial with blockers',
			project(entry('partial', {blockers: 'no cluster'}), null, plan),
			['/revise 7', '/spawn 7', ...give],
		],
		['blocked', project(entry('blocked')), ['/spawn 7', '/revise 7', ...give]],
		[
			'cycle limit',
			project(entry('planned'), null, {
				[`${folder}/.orchestrator-loop-guard`]: {
					content: {cycle_count: 5, max_cycles: 5},
					age: 60,
				},
			}),
			['/orchestrate 7', ...give],
		],
		['pull request ready', project(entry('pr_ready')), ['/merge']],
		['completed', project(entry('completed')), ['/todo', '/implement 7 --force']],
		['abandoned', project(entry('abandoned')), ['/todo', '/implement 7 --force']],
		['at work', project(entry('researching'), run('in_progress'), {}, 2), []],
		[
			'hint of its run',
			project(
				entry('planned'),
				run('partial', {metadata: {resume_hint: '/orchestrate 7 --hard'}}),
				{},
				1,
			),
			['/orchestrate 7 --hard', '/implement 7', ...give],
		],
	])('%s', (_name, files, expected) => {
		expect(commands(files)).toEqual(expected);
	});

	test('the first open phase is named', () => {
		expect(benchOf(stopped('implementing', plan)).option('7', 'implement')).toMatchObject({
			title: 'implement it: phase 2 End is open',
			because: 'nobody has worked on it for 4h; state.json says implementing',
			refusal: null,
		});
	});

	test('where a person has to decide, their question stands in place of a command', () => {
		const files = project(
			entry('implementing'),
			run('partial', {requires_user_review: true, review_reason: 'is it sound?'}),
		);
		expect(benchOf(files).options('7')).toMatchObject([
			{id: 'answer', because: 'is it sound?', command: null},
		]);
	});

	test('a task that was archived while its folder is at work is brought back', () => {
		const files: Files = {
			'specs/state.json': {content: container(), age: 60},
			'specs/archive/state.json': {
				content: {completed_projects: [{project_number: 7, status: 'completed'}]},
				age: 60,
			},
			[`${folder}/.return-meta.json`]: {content: run('in_progress'), age: 200},
		};
		expect(commands(files)[1]).toBe('/task --recover 7');
	});

	test('open errors can be looked into', () => {
		const log = {errors: [{message: 'x', severity: 'low', context: {task: 7}}]};
		const files = project(entry('planned'), null, {
			'specs/errors.json': {content: log, age: 60},
		});
		expect(commands(files)).toContain('/errors --fix 7');
		expect(benchOf(files).option(null, 'errors').command).toBe('/errors');
	});

	test('what differs, and what is stale, is for the whole root', () => {
		const bench = benchOf(
			project(entry('planned'), null, {
				'specs/TODO.md': {content: '### 7. A task\n- **Status**: [RESEARCHED]\n', age: 60},
				[`${folder}/.lock/holder.json`]: {content: {heartbeat_at: ago(300)}, age: 300},
			}),
		);
		expect(bench.options(null).map(({id, command, scope}) => [id, command, scope])).toEqual([
			['sync', '/task --sync', 'group'],
			['refresh', '/refresh --dry-run', 'group'],
		]);
	});

	test('artifacts are looked for before somebody goes on with them, and nothing is changed', () => {
		const path = `${folder}/reports/01_a.md`;
		const bench = benchOf(
			project(entry('researched', {artifacts: [path, `${folder}/reports/02_b.md`, '~/x']}), null, {
				[path]: {content: 'x', age: 40},
			}),
		);
		expect(bench.disk.draft(bench.option('7', 'plan'))).toMatchObject({
			type: 'ready',
			edits: [],
			checks: [{state: 'passed'}, {state: 'failed', detail: 'missing'}, {state: 'unknown'}],
		});
	});
});

test('batches are continued with the tasks that are left', () => {
	const bench = benchOf({
		'specs/state.json': {content: container(entry('planned')), age: 600},
		'specs/.orchestrator-multi-state.json': {
			content: {task_numbers: [7, 8], completed_tasks: [8], current_statuses: {'7': 'planned'}},
			age: 600,
		},
	});
	const batch = bench.subjects.find(({task}) => task.id === 'batch')!;
	expect(bench.options(batch.task.key)).toMatchObject([
		{id: 'orchestrate', command: '/orchestrate 7', changes: []},
	]);
});
