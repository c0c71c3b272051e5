import {describe, expect, test} from 'vitest';
import {judge} from '../../../source/analysis/liveness.ts';
import {nobodyThere} from '../../helpers/nobody-there.ts';
import {tasksMeta} from '../../../source/formats/tasks-meta/index.ts';
import {
	assembleFeature,
	codesOf,
	documentOf,
	fixture,
	metadata,
	now,
	workspace,
} from './documents.ts';

const list = (mark: string, text = 'Do it'): string => `- [${mark}] T001 ${text}\n`;
const done = {
	description: 'Do it',
	execution_mode: 'SYNC',
	status: 'completed',
	started_at: '2026-03-01T09:00:01Z',
	completed_at: '2026-03-01T09:02:04Z',
};
const second = 1000;

const nobody = nobodyThere.presenceOf('/code');

describe('status from two files', () => {
	test.each([
		[{status: 'pending'}, ' ', 'pending', 'pending', null],
		[{status: 'pending'}, 'x', 'completed', '[x]', 'checkbox-disagrees'],
		[{status: 'completed'}, ' ', 'completed', 'completed', 'checkbox-disagrees'],
		[{status: 'completed'}, 'X', 'completed', 'completed', null],
		[{status: 'COMPLETED'}, 'X', 'completed', 'COMPLETED', null],
		[{status: 'failed'}, ' ', 'failed', 'failed', null],
		[{status: 'failed'}, 'x', 'failed', 'failed', 'checkbox-disagrees'],
		[{status: 'blocked'}, ' ', 'blocked', 'blocked', null],
		[{status: 'skipped'}, ' ', 'skipped', 'skipped', null],
		[{status: 'dispatched'}, ' ', 'running', 'dispatched', null],
		[{status: 'running'}, ' ', 'running', 'running', null],
		[{status: 'interrupted'}, ' ', 'interrupted', 'interrupted', null],
		[{status: 'rolled_back'}, ' ', 'cancelled', 'rolled_back', null],
		[{status: 'rolled_back'}, 'x', 'cancelled', 'rolled_back', 'rolled-back-ticked'],
		[{status: 'sleeping'}, 'x', 'unknown', 'sleeping', 'status-off-vocabulary'],
		[{}, 'x', 'completed', '[x]', null],
		[{status: null}, ' ', 'pending', '[ ]', null],
	])('%j with [%s] is %s', (entry, mark, status, rawStatus, code) => {
		const {task, problems} = assembleFeature({
			'tasks.md': list(mark),
			'tasks_meta.json': metadata({T001: entry}),
		});
		expect(task('T001')).toMatchObject({status, rawStatus});
		expect(codesOf(problems).filter((found) => found !== 'task-silent')).toEqual(
			code === null ? [] : [code],
		);
	});

	test('without a list, a task without status is unknown', () => {
		const {task} = assembleFeature({'tasks_meta.json': metadata({T001: {}, T002: 'completed'})});
		expect(task('T001')).toMatchObject({status: 'unknown', rawStatus: null, title: 'T001'});
		expect(task('T002').status).toBe('completed');
	});
});

describe('rows', () => {
	const {task, tasks, problems} = assembleFeature({
		'tasks.md': fixture('good/tasks.md'),
		'tasks_meta.json': fixture('good/tasks_meta.json'),
		'tasks_dag.json': fixture('good/tasks_dag.json'),
		'.specify/feature.json': '{"feature_directory": "specs/001-labels"}',
	});

	test('come in the order of the list, then by natural order of the rest', () => {
		expect(tasks.slice(-3).map(({id}) => id)).toEqual(['T_CORRECT_001', 'T050', 'T051']);
	});

	test('join what both files say', () => {
		expect(task('T001')).toMatchObject({
			title: 'Create src/label.ts',
			kind: 'SYNC',
			durationMs: 134 * second,
			durationSource: 'started_at to completed_at',
			agent: null,
			retries: 1,
			error: null,
			review: {state: 'passed'},
			sources: {title: {line: 9}, status: {line: 9}},
		});
		expect(task('T001').facts).toContainEqual({
			label: 'earlier failure',
			value: 'no compiler',
			origin: {path: '/code/specs/001-labels/tasks_meta.json', line: 14},
		});
		expect(task('T002')).toMatchObject({agent: 'jules', status: 'running'});
		expect(task('T050')).toMatchObject({status: 'unknown', stage: {name: 'Phase 7'}});
	});

	test('waves lose members that are no tasks', () => {
		expect(task('T003').facts).toContainEqual({label: 'wave', value: '2 of 2'});
		expect(task('T003').dependencies).toEqual([]);
		expect(codesOf(problems)).toContain('wave-foreign');
	});

	test('the active feature is named', () => {
		expect(task('T001').facts[0]?.label).toBe('feature');
	});

	test('of the documented dialect', () => {
		const documented = assembleFeature({
			'tasks_meta.json': metadata({
				T001: {
					...done,
					task_id: 'T001',
					execution_mode: 'ASYNC',
					assigned_agent: 'jules',
					started_at: '2024-01-15T14:00:00Z',
					completed_at: '2024-01-15T14:15:00Z',
					duration_seconds: 900,
					review_status: 'macro_reviewed',
					reviewer: 'bob',
					files_modified: ['src/a.ts'],
					async_job_id: 'job-4',
					retry_count: 2,
					dependencies: ['T002'],
				},
				T002: {...done, assigned_agent: 'human', status: 'failed', error_message: 'no disk'},
			}),
		});
		expect(documented.task('T001')).toMatchObject({
			agent: 'jules',
			durationMs: 900 * second,
			retries: 2,
			review: {state: 'passed', detail: 'macro_reviewed by bob'},
			dependencies: [{id: 'T002', state: 'known'}],
			artifacts: [{path: 'src/a.ts'}],
		});
		expect(documented.task('T002')).toMatchObject({
			error: {message: 'no disk'},
			humanRequired: 'assigned to a person',
		});
	});
});

describe('times', () => {
	const timesOf = (entry: Record<string, unknown>, more: Record<string, unknown> = {}) =>
		assembleFeature({'tasks_meta.json': metadata({T001: {...done, ...entry}, ...more})});

	test('a failed task ends at completed_at', () => {
		expect(timesOf({status: 'failed'}).task('T001').durationMs).toBe(123 * second);
	});

	test('equal to the second means noted afterwards: no duration', () => {
		const task = timesOf({started_at: done.completed_at}).task('T001');
		expect(task).toMatchObject({durationMs: null, startedAt: null});
		expect(task.completedAt).not.toBeNull();
	});

	test('a retry keeps the end of the attempt before', () => {
		const {task} = timesOf({
			status: 'in_progress',
			started_at: '2026-03-01T09:05:01Z',
			failure_reason: 'no net',
		});
		expect(task('T001')).toMatchObject({
			status: 'running',
			durationMs: null,
			completedAt: null,
			error: null,
			retries: 1,
			startedAt: {at: Date.parse('2026-03-01T09:05:01Z')},
		});
	});

	test('offsets may be mixed; a missing zone is this machine', () => {
		expect(timesOf({completed_at: '2026-03-01T11:01:01+02:00'}).task('T001').durationMs).toBe(
			60 * second,
		);
		const local = timesOf({started_at: '2026-02-01T10:00:01'}).task('T001').startedAt!;
		expect(local.at).toBe(new Date(2026, 1, 1, 10, 0, 1).getTime());
		expect(local.source).toContain('local time');
	});

	test.each([
		[{completed_at: '2026-03-01T08:00:01Z'}, 'before started_at'],
		[{completed_at: '2999-01-01T00:00:01Z'}, 'in the future'],
		[{completed_at: 'yesterday'}, 'not a time'],
		[{started_at: '2026-03-01T00:00:00Z'}, 'exactly midnight'],
	])('%j is not used', (entry, flaw) => {
		const {claimedTimes, durationMs} = timesOf(entry).task('T001');
		expect(claimedTimes.map((time) => time.flaw)).toContain(flaw);
		expect(durationMs).toBeNull();
	});

	test('times in neat half minutes are made by hand', () => {
		const {task, problems} = timesOf(
			{started_at: '2026-03-01T09:00:00Z', completed_at: '2026-03-01T09:00:30Z'},
			{T002: {...done, started_at: null, completed_at: '2026-03-01T09:01:00Z'}},
		);
		expect(task('T001')).toMatchObject({durationMs: null, startedAt: null, completedAt: null});
		expect(codesOf(problems)).toContain('time-implausible');
	});

	test('duration_seconds counts where there are no two times', () => {
		expect(timesOf({started_at: null, duration_seconds: 42}).task('T001')).toMatchObject({
			durationMs: 42 * second,
			durationSource: 'duration_seconds',
		});
	});
});

describe('work in progress', () => {
	const startedAt = Date.parse('2026-03-01T09:00:01Z');
	const running = metadata({T001: {status: 'in_progress', started_at: '2026-03-01T09:00:01Z'}});
	const at = (folder: string, kind: string, name: string) => `${folder}delegation_${kind}/${name}`;
	const run = (markers: Readonly<Record<string, [string, number]>>) => {
		const documents = [
			documentOf('specs/001-labels/tasks_meta.json', running, {modifiedAt: startedAt}),
			...Object.entries(markers).map(([path, [text, modifiedAt]]) =>
				documentOf(path, text, {modifiedAt}),
			),
		];
		const {tasks, problems} = tasksMeta.assemble(workspace, documents);
		return {task: tasks[0]!, problems};
	};

	const verdictAt = (task: ReturnType<typeof run>['task'], time: number) =>
		judge(task.activity!, time, {presence: nobody});
	const own = 'specs/001-labels/.async_state/';

	test('silence: running, then silent, then interrupted', () => {
		const {task, problems} = run({});
		expect(task.status).toBe('running');
		expect(verdictAt(task, startedAt + 60 * second).verdict).toBe('active');
		expect(verdictAt(task, startedAt + 20 * 60 * second).verdict).toBe('quiet');
		expect(verdictAt(task, startedAt + 31 * 60 * second).verdict).toBe('interrupted');
		expect(problems).toMatchObject([
			{code: 'task-stub'},
			{code: 'task-silent', activeFrom: startedAt + 30 * 60 * second},
		]);
	});

	test.each([own, '.async_state/', ''])('an error marker in %s ends it', (folder) => {
		const {task, problems} = run({
			[at(folder, 'prompts', 'T001.md')]: ['', startedAt + second],
			[at(folder, 'errors', 'T001.txt')]: ['\n  agent crashed \n more', startedAt + 2 * second],
		});
		expect(task.status).toBe('running');
		expect(verdictAt(task, startedAt + 3 * second)).toMatchObject({
			verdict: 'interrupted',
			reason: 'delegation failed: agent crashed',
		});
		expect(task.error?.message).toBe('delegation failed: agent crashed');
		expect(codesOf(problems)).toContain('delegation-failed');
	});

	test('a completed marker: running, finished, not recorded', () => {
		const {task, problems} = run({
			[at(own, 'prompts', 'T001.md')]: ['', startedAt + second],
			[at(own, 'errors', 'T001.txt')]: ['old', startedAt + 2 * second],
			[at(own, 'completed', 'T001.txt')]: ['done', startedAt + 3 * second],
		});
		expect(task).toMatchObject({
			status: 'running',
			activity: null,
			attention: [{code: 'finished-not-recorded'}],
		});
		expect(codesOf(problems)).toContain('delegation-unrecorded');
	});

	test('a prompt that nobody answers: interrupted after five minutes', () => {
		const {task} = run({[at(own, 'prompts', 'T001.md')]: ['', startedAt + second]});
		expect(verdictAt(task, startedAt + 299 * second).verdict).toBe('active');
		expect(verdictAt(task, startedAt + 301 * second).verdict).toBe('interrupted');
	});

	test.each([
		['without a prompt there is no job', {errors: startedAt + second}],
		[
			'markers of an earlier try are not heard',
			{
				prompts: startedAt - 60 * second,
				errors: startedAt - 30 * second,
			},
		],
	])('%s', (_title, times: {prompts?: number; errors?: number}) => {
		const {task} = run({
			...(times.prompts ? {[at(own, 'prompts', 'T001.md')]: ['', times.prompts]} : {}),
			...(times.errors ? {[at(own, 'errors', 'T001.txt')]: ['no', times.errors]} : {}),
		});
		expect(task.error).toBeNull();
		expect(verdictAt(task, startedAt + second).verdict).toBe('active');
	});

	test('patience follows the pace of the project', () => {
		const slow = {
			...done,
			started_at: '2026-02-28T09:00:01Z',
			completed_at: '2026-02-28T11:00:01Z',
		};
		const {tasks} = tasksMeta.assemble(workspace, [
			documentOf('specs/001-labels/tasks_meta.json', running),
			documentOf('specs/002-slow/tasks_meta.json', metadata({T001: slow, T002: slow})),
		]);
		expect(tasks[0]!.activity).toMatchObject({
			interruptedAfterMs: 6 * 3600 * second,
			usualMs: 2 * 3600 * second,
		});
	});

	test('a start in the future is no sign of life', () => {
		const {task} = assembleFeature(
			{'tasks_meta.json': fixture('hostile/tasks_meta.json')},
			{modifiedAt: now - 3600 * second},
		);
		expect(judge(task('T004').activity!, now, {presence: nobody}).verdict).toBe('interrupted');
	});
});

describe('reviews', () => {
	test.each([
		[{quality_gate_passed: true}, 'passed'],
		[{micro_review_passed: true}, 'passed'],
		[{review_status: 'approved'}, 'passed'],
		[{micro_review_passed: false}, 'failed'],
		[{quality_gate_passed: false}, 'failed'],
		[{review_status: 'rejected'}, 'failed'],
		[{}, 'not-recorded'],
		[{execution_mode: 'ASYNC'}, 'not-applicable'],
		[{execution_mode: 'ASYNC', quality_gate_passed: true}, 'passed'],
		[{execution_mode: null}, 'not-applicable'],
		[{status: 'pending', quality_gate_passed: false}, 'not-applicable'],
		[{status: 'rolled_back', quality_gate_passed: true}, 'not-applicable'],
		[
			{
				quality_gate_passed: false,
				quality_gate_at: '2026-03-01T09:03:00Z',
				micro_review_passed: true,
				micro_reviewed_at: '2026-03-01T09:04:00Z',
			},
			'passed',
		],
		[
			{
				quality_gate_passed: false,
				quality_gate_at: '2026-03-01T09:05:00Z',
				micro_review_passed: true,
				micro_reviewed_at: '2026-03-01T09:04:00Z',
			},
			'failed',
		],
	])('%j is %s', (entry, state) => {
		const {task, problems} = assembleFeature({
			'tasks_meta.json': metadata({T001: {...done, ...entry}}),
		});
		expect(task('T001').review?.state).toBe(state);
		expect(codesOf(problems).includes('gate-failed')).toBe(state === 'failed');
		expect(codesOf(problems).includes('review-not-recorded')).toBe(state === 'not-recorded');
	});

	test('a passed entry of the oldest writer counts', () => {
		const {task} = assembleFeature({
			'tasks_meta.json': JSON.stringify({
				tasks: {T001: done},
				reviews: {micro_reviews: [null, {task_id: 'T001', status: 'passed'}]},
			}),
		});
		expect(task('T001').review?.state).toBe('passed');
	});
});

describe('findings', () => {
	test.each([
		['metadata-partial', {'tasks_meta.json': metadata({})}],
		[
			'metadata-partial',
			{'tasks.md': `${list(' ')}- [ ] T002 More`, 'tasks_meta.json': metadata({T001: {}})},
		],
		['metadata-partial', {'tasks_meta.json': metadata({T095: done, T096: done})}],
		[
			'feature-name-differs',
			{'tasks_meta.json': '{"feature": "007-other", "tasks": {"T001": {}}}'},
		],
		[
			'mode-differs',
			{'tasks.md': list(' ', '[ASYNC] Do it'), 'tasks_meta.json': metadata({T001: {mode: 'sync'}})},
		],
		['task-stub', {'tasks_meta.json': metadata({T001: {status: 'completed'}})}],
		['earlier-failure', {'tasks_meta.json': metadata({T001: {...done, failure_reason: 'x'}})}],
		['file-empty', {'tasks_meta.json': ''}],
		['file-empty', {'tasks.md': ' \n'}],
		['file-unreadable', {'tasks_meta.json': '['}],
		['id-duplicate', {'tasks_meta.json': '{"tasks": {"T001": {}, "T001": {}}}'}],
	])('%s', (code, files: Readonly<Record<string, string>>) => {
		expect(codesOf(assembleFeature(files).problems)).toContain(code);
	});

	test('names with and without their number are the same feature', () => {
		const {problems} = assembleFeature({
			'tasks_meta.json': '{"feature": "labels", "tasks": {"T001": {"description": "A"}}}',
		});
		expect(problems).toEqual([]);
	});

	test('artifacts are missed only when somebody looked, and only of completed tasks', () => {
		const text = metadata({
			T001: {...done, files: 'src/a.ts src/b.ts, and prose'},
			T002: {...done, status: 'pending', files: 'src/b.ts'},
		});
		const file = {modifiedAt: 1, size: 1, isFolder: false};
		const stats = new Map([
			['/code/src/a.ts', file],
			['/code/src/b.ts', null],
		]);
		const path = 'specs/001-labels/tasks_meta.json';
		expect(documentOf(path, text).references).toEqual(['/code/src/a.ts', '/code/src/b.ts']);
		const unseen = tasksMeta.assemble(workspace, [documentOf(path, text)]);
		expect(codesOf(unseen.problems)).not.toContain('artifact-missing');
		const seen = tasksMeta.assemble(workspace, [documentOf(path, text, {stats})]);
		expect(seen.tasks[0]!.artifacts.map(({exists}) => exists)).toEqual([true, false]);
		expect(seen.problems.filter(({code}) => code === 'artifact-missing')).toMatchObject([
			{task: 'tasks-meta:/code/specs/001-labels#T001', line: 11},
		]);
	});
});
