import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {returnMeta} from '../../../source/formats/return-meta/index.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {
	changesOf,
	codesOf,
	entry,
	inputOf,
	minute,
	now,
	project,
	rowsOf,
	run,
	session,
	stateOf,
	type Given,
} from './given.ts';

describe('whole projects', () => {
	const text = (path: string): string =>
		readFileSync(new URL(`../../fixtures/return-meta/good/${path}`, import.meta.url), 'utf8');
	const files: Readonly<Record<string, Given>> = {
		'specs/state.json': {content: text('specs/state.json'), age: 15},
		'specs/259_prove_completeness/.return-meta.json': {
			content: text('specs/259_prove_completeness/.return-meta.json'),
		},
		'specs/259_prove_completeness/plans/01_plan.md': {
			content: text('specs/259_prove_completeness/plans/01_plan.md'),
			age: 14,
		},
	};

	test('rows stand in the order of state.json and say where their values are from', () => {
		const rows = rowsOf(stateOf(files));
		expect([...rows.keys()]).toEqual(['261', '259', '258']);
		expect(rows.get('259')!.task).toMatchObject({
			key: 'return-meta:/w/specs#259',
			title: 'Prove completeness',
			status: 'running',
			rawStatus: 'researching',
			stage: {name: 'searches_completed', index: 0, total: 3},
			agent: 'lean-research-agent',
			kind: 'lean4',
			priority: {raw: 'high', rank: 1},
			command: '/research 259',
			steps: [
				{title: '1 Lemmas', status: 'completed'},
				{title: '2 Truth lemma', status: 'running'},
			],
			sources: {
				status: {path: '/w/specs/state.json', line: 17},
				stage: {path: '/w/specs/259_prove_completeness/.return-meta.json', line: 12},
			},
		});
		expect(rows.get('258')!.task).toMatchObject({
			durationMs: 42.5 * minute,
			durationSource: 'state implementing to completed',
			artifacts: [{path: '258_define_models/summaries/01_summary.md', exists: null}],
		});
		expect(rows.get('261')!.task.dependencies).toEqual([
			{raw: '259', id: '259', key: 'return-meta:/w/specs#259', state: 'known'},
			{raw: 'Logic:12', id: null, key: null, state: 'external'},
			{raw: '17', id: '17', key: null, state: 'archived'},
		]);
	});

	test('artifacts exist or not, once somebody looked', () => {
		const state = stateOf(files);
		const path = '/w/specs/259_prove_completeness/.return-meta.json';
		const report = '/w/specs/259_prove_completeness/reports/research-001.md';
		expect(state.documents.get(path)!.references).toEqual([report]);
		const looked = reduce(
			state,
			[{type: 'references', path, stats: new Map([[report, null]])}],
			now,
		);
		expect(looked.tasks.get('return-meta:/w/specs#259')!.artifacts[0]!.exists).toBe(false);
		expect(codesOf(looked)).toContain('artifact-missing');
	});

	test('one change leaves the objects of all other rows as they are', () => {
		const state = stateOf(files);
		const documents = [...state.documents.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
		const before = returnMeta.assemble('/w/specs', documents);
		const path = '/w/specs/259_prove_completeness/.return-meta.json';
		const changed = documents.map((document) =>
			document.path === path ? {...document, changedAt: now} : document,
		);
		const after = returnMeta.assemble('/w/specs', changed);
		expect(after.tasks).toHaveLength(3);
		expect(after.tasks.map((task, index) => task === before.tasks[index])).toEqual([
			true,
			false,
			true,
		]);
	});

	test('a torn state.json keeps the last good rows and says since when', () => {
		const before = stateOf(files);
		const torn = reduce(
			before,
			changesOf({'specs/state.json': {content: '{"active_proj'}}),
			now + minute,
		);
		expect([...torn.tasks.keys()]).toEqual([...before.tasks.keys()]);
		expect([...torn.tasks.values()].every(({staleSince}) => staleSince === now + minute)).toBe(
			true,
		);
		expect(codesOf(torn, 2 * minute)).toContain('state-unreadable');
	});

	test('archived folders and their leftovers raise nothing', () => {
		const state = stateOf({
			...files,
			'specs/archive/state.json': {
				content: {completed_projects: [[{project_number: 950}]], active_projects: 5},
			},
		});
		expect(codesOf(state)).toEqual(codesOf(stateOf(files)));
	});
});

describe('runs over several tasks and runs without one', () => {
	const batch = {
		session_id: session,
		task_numbers: [7, 8],
		waves: [[7], ['8']],
		current_statuses: {7: 'planned'},
		cycle_count: 2,
		max_cycles: 9,
	};

	test('a batch has a row until all of its tasks are done', () => {
		const files = (status: string) =>
			project(entry(status), null, {
				'specs/.orchestrator-multi-state.json': {content: batch, age: 1},
			});
		const row = rowsOf(stateOf(files('planned'))).get('batch')!;
		expect(row).toMatchObject({status: 'running', task: {stage: {index: 0, total: 2}}});
		expect(rowsOf(stateOf(files('completed'))).has('batch')).toBe(false);
	});

	test('a batch that a person paused waits for an answer', () => {
		const state = stateOf(
			project(entry('planned'), null, {
				'specs/.orchestrator-multi-state.json': {content: batch, age: 1},
				'specs/.return-meta-multi.json': {
					content: {
						status: 'partial',
						session_id: session,
						metadata: {paused_by_user: true, resume_hint: '/orchestrate 7'},
					},
				},
			}),
		);
		expect(rowsOf(state).get('batch')).toMatchObject({
			status: 'partial',
			attention: [{code: 'answer-needed'}],
			task: {command: '/orchestrate 7'},
		});
	});

	test('a run that waits for an answer has a row, one that is done has none', () => {
		const rows = rowsOf(
			stateOf({
				'specs/.meta-return/return-meta.json': {
					content: {status: 'awaiting_confirmation', summary: 'Three tasks'},
				},
				'specs/.meta-return.json': {content: {status: 'tasks_created'}},
			}),
		);
		expect([...rows.values()].map(({status, attention}) => [status, attention[0]?.code])).toEqual([
			['blocked', 'answer-needed'],
		]);
	});
});

test('documents of one root are one group, in whatever order they come', () => {
	const files = project(entry('researching'), run('in_progress'));
	const changes = changesOf(files);
	const forward = stateOf(files);
	const backward = [...changes]
		.reverse()
		.reduce((state, change) => reduce(state, [change], now, true), stateOf({}));
	expect([...backward.tasks.values()]).toEqual([...forward.tasks.values()]);
	expect(inputOf('specs/state.json', {content: ''}).kind).toBe('state');
});
