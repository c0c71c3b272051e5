import {describe, expect, test} from 'vitest';
import {now, type Project, projectOf} from './project.ts';

const failedTask = `    "T003": {
      "description": "Say \\"hi\\" | pipe",
      "files": "",
      "execution_mode": "SYNC",
      "status": "failed",
      "agent_type": "general",
      "started_at": "2026-03-01T08:00:00+00:00",
      "completed_at": "2026-03-01T08:01:00+00:00",
      "result_summary": null,
      "failure_reason": "ImportError: no module named jwt"
    }`;
const cleared = failedTask
	.replace('"failed"', '"pending"')
	.replace('"2026-03-01T08:00:00+00:00"', 'null')
	.replace('"2026-03-01T08:01:00+00:00"', 'null');
const around = (task: string): string =>
	`{\n  "feature": "001-a",\n  "tasks": {\n    "T001": {"status":  "completed"},\n${task}\n  }\n}\n`;
const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';

/** Dialect or dress -> the file before and after. */
const dresses: Readonly<Record<string, readonly [before: string, after: string]>> = {
	'the writer from 2026-06': [around(failedTask), around(cleared)],
	'line ends of Windows': [
		around(failedTask).replaceAll('\n', '\r\n'),
		around(cleared).replaceAll('\n', '\r\n'),
	],
	'a byte order mark, no final line break': [
		`\uFEFF${around(failedTask).trimEnd()}`,
		`\uFEFF${around(cleared).trimEnd()}`,
	],
	'four blanks, as after init': [
		around(failedTask).replaceAll(/^( +)/gm, '$1$1'),
		around(cleared).replaceAll(/^( +)/gm, '$1$1'),
	],
	'on one line, times as they were': [
		'{"tasks":{"T003":{"status":"failed","started_at":"2026-03-01T08:00:00Z","z":1.0}}}',
		'{"tasks":{"T003":{"status":"pending","started_at":null,"z":1.0}}}',
	],
	'with reviews and gate': [
		'{"tasks": {"T003": {"status": "rolled_back", "micro_reviewed_at": "x", "micro_review_passed": true, "a": 1, "quality_gate_passed": true, "quality_gate_at": "y"}}}',
		'{"tasks": {"T003": {"status": "pending", "a": 1}}}',
	],
	'the documented dialect': [
		'{"tasks": {"T003": {"task_id": "T003", "status": "failed", "review_status": "rejected", "error_message": "x"}}}',
		'{"tasks": {"T003": {"task_id": "T003", "status": "pending", "review_status": "pending", "error_message": "x"}}}',
	],
	'tasks in a list': [
		'{"tasks": [{"id": "T001"}, {"id": "T003", "status": "failed"}]}',
		'{"tasks": [{"id": "T001"}, {"id": "T003", "status": "pending"}]}',
	],
};

describe('retry', () => {
	test.each(Object.entries(dresses))('%s', (_name, [before, after]) => {
		const project = projectOf({[meta]: before, [list]: '- [ ] T003 text'}).after('T003', 'retry');
		expect(project.text(meta)).toBe(after);
		expect(project.text(list)).toBe('- [ ] T003 text');
		expect(project.task('T003')).toMatchObject({status: 'pending', error: null});
	});

	test.each([
		['- [X] T003 [SYNC] text\n', '- [ ] T003 [SYNC] text\n'],
		[
			'\uFEFF# a\r\n* [x] **T003**: text\r\n- [x] T004 b',
			'\uFEFF# a\r\n* [ ] **T003**: text\r\n- [x] T004 b',
		],
		['# a\rold\r  + [x] T003\r', '# a\rold\r  + [ ] T003\r'],
		['- [~] T003 PARTIAL\n', '- [ ] T003 PARTIAL\n'],
		['## T003 - text\n', '## T003 - text\n'],
	])('opens the box and nothing else: %j', (before, after) => {
		const files = {[meta]: around(failedTask), [list]: before};
		expect(projectOf(files).after('T003', 'retry').text(list)).toBe(after);
	});

	test('tells what is cleared, and what came of the files', () => {
		const project = projectOf({
			[meta]:
				'{"tasks": {"T003": {"status": "failed", "files": "a.ts b.ts", "started_at": "2026-03-01T08:00:00Z", "failure_reason": "no\\njwt"}}}',
			'a.ts': {text: '', modifiedAt: Date.parse('2026-03-01T08:03:00Z')},
		});
		expect(project.option('T003', 'retry')).toMatchObject({
			because: 'it failed: no jwt',
			changes: ['tasks_meta.json: status of T003 back to pending; cleared: start'],
			command: '/speckit.implement T003',
		});
		expect(project.ready('T003', 'retry')).toMatchObject({
			lost: ['T003: its start, 2026-03-01T08:00:00Z'],
			checks: [
				{
					title: 'T003: a.ts',
					state: 'passed',
					detail: 'there, changed 3m after the task was started',
				},
				{title: 'T003: b.ts', state: 'unknown', detail: 'not there'},
			],
		});
	});
});

describe('old answers of a delegation', () => {
	const running = (startedAt: string): string =>
		JSON.stringify({tasks: {T001: {status: 'in_progress', started_at: startedAt}}});
	const earlier = {text: 'crashed: exit 137\n', modifiedAt: Date.parse('2026-03-01T08:01:00Z')};
	const state = 'specs/001-a/.async_state';

	test('are renamed, so that the next try is not answered by them', () => {
		const project = projectOf(
			{
				[meta]: running('2026-03-01T08:00:00Z'),
				[`${state}/delegation_prompts/T001.md`]: {...earlier, text: 'do it'},
				[`${state}/delegation_errors/T001.txt`]: earlier,
				[`${state}/delegation_errors/T002.txt`]: earlier,
				'delegation_completed/T001.txt': earlier,
			},
			{offset: 90},
		);
		expect(project.task('T001').status).toBe('running');
		const after = project.after('T001', 'retry');
		expect(after.disk.paths).toEqual([
			'/code/delegation_completed/T001.txt.20260301T104000',
			`/code/${state}/delegation_errors/T001.txt.20260301T104000`,
			`/code/${state}/delegation_errors/T002.txt`,
			`/code/${state}/delegation_prompts/T001.md`,
			`/code/${meta}`,
		]);
		expect(after.text(`${state}/delegation_errors/T001.txt.20260301T104000`)).toBe(earlier.text);
		expect(after.state.problems).not.toContainEqual(
			expect.objectContaining({code: 'delegation-failed'}),
		);
	});

	test('of the whole project stay where another feature has the same id', () => {
		const project = projectOf({
			[meta]: running('2026-03-01T08:00:00Z').replace('in_progress', 'failed'),
			'specs/002-b/tasks.md': '- [ ] T001 other',
			'delegation_errors/T001.txt': earlier,
		});
		const key = project.tasks.find(({group}) => group === 'specs/001-a')!.key;
		const draft = project.ready(key, 'retry');
		expect(draft.edits).toHaveLength(1);
		expect(draft.notes).toEqual([
			'delegation_errors/T001.txt stays: other features have a task T001 too, and it may be theirs',
		]);
	});

	test('that came meanwhile are not wiped: the task has finished', () => {
		const files = {
			[meta]: running('2026-03-01T08:00:00Z'),
			[`${state}/delegation_prompts/T001.md`]: earlier,
		};
		const shown = projectOf(files);
		const present = projectOf({
			...files,
			[`${state}/delegation_completed/T001.txt`]: {text: 'ok', modifiedAt: now},
		});
		expect(present.disk.draft(shown.option('T001', 'retry'))).toEqual({
			type: 'refused',
			reason: 'the delegation of T001 has finished: record that instead',
		});
	});
});

describe('where only a part of the project is watched', () => {
	const answer = {text: 'crashed: exit 137\n', modifiedAt: Date.parse('2026-03-01T08:04:00Z')};
	const task = (status: string, mode: string): string =>
		JSON.stringify({
			tasks: {T001: {status, execution_mode: mode, started_at: '2026-03-01T08:00:00Z'}},
		});
	const at = (workspace: string, metadata: string) => {
		const folder = '/code/specs/001-a'.slice(workspace.length).replace(/^\//, '');
		const inside = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
		return projectOf(
			{
				[inside('tasks_meta.json')]: metadata,
				[inside('.async_state/delegation_prompts/T001.md')]: {
					text: '',
					modifiedAt: Date.parse('2026-03-01T08:00:00Z'),
				},
				[inside('.async_state/delegation_errors/T001.txt')]: answer,
			},
			{workspace},
		);
	};

	/** Everything that an option looks at. */
	const lookedAt = (project: Project, id: string): readonly string[] => {
		const paths = new Set<string>();
		project.option('T001', id).draft((wanted) => {
			paths.add(wanted.path);
			return project.disk.disk(wanted);
		});
		return [...paths];
	};

	const note =
		'the root of its project, /code, lies outside of the workspace: if an old answer lies in its .async_state, it would be reported again';

	test.each(['/code/specs', '/code/specs/001-a'])(
		'%s: nothing outside is asked for',
		(workspace) => {
			for (const [status, id] of [
				['in_progress', 'mark-failed'],
				['in_progress', 'retry'],
				['in_progress', 'roll-back'],
				['failed', 'retry'],
			] as const) {
				const project = at(workspace, task(status, 'ASYNC'));
				const paths = lookedAt(project, id);
				expect(paths.filter((path) => !path.startsWith(`${workspace}/`))).toEqual([]);
				expect(paths).toContain('/code/specs/001-a/.async_state/delegation_errors/T001.txt');
				const {notes, edits} = project.ready('T001', id);
				expect(notes.includes(note)).toBe(id === 'retry');
				expect(edits.some(({type}) => type === 'move')).toBe(id === 'retry');
			}
		},
	);

	test('it does not matter to a task that is never delegated, nor where all is watched', () => {
		expect(at('/code/specs', task('failed', 'SYNC')).ready('T001', 'retry').notes).toEqual([]);
		expect(at('/code', task('failed', 'ASYNC')).ready('T001', 'retry').notes).toEqual([]);
	});
});

describe('a task that may still run', () => {
	const at = (minutes: number): string =>
		JSON.stringify({
			tasks: {
				T001: {
					status: 'in_progress',
					started_at: new Date(now - minutes * 60_000).toISOString().slice(0, 19) + 'Z',
				},
			},
		});
	const project = (minutes: number) =>
		projectOf({[meta]: at(minutes)}, {modifiedAt: now - minutes * 60_000});

	test('is left alone while it is heard of', () => {
		expect(project(3).refusal('T001', 'retry')).toBe('it is running: heard of 3m ago');
	});

	test('is put back once it was silent for long', () => {
		expect(project(300).option('T001', 'retry')).toMatchObject({
			because: 'it is called running, but nothing was heard of it for 5h',
			against: [],
		});
		expect(project(300).after('T001', 'retry').task('T001').status).toBe('pending');
	});

	test('is not taken from somebody who started it again', () => {
		expect(project(2).disk.draft(project(300).option('T001', 'retry'))).toMatchObject({
			reason: 'T001 was started again meanwhile',
		});
	});
});

describe('what is refused', () => {
	const failed = '{"tasks": {"T003": {"status": "failed"}}}';
	test.each([
		[
			'{"tasks": {"T003": {"status": "failed"}, "T003": {"status": "failed"}}}',
			'specs/001-a/tasks_meta.json:1 can\'t be edited: the key "T003" stands twice in one object',
		],
		[
			'{"tasks": {"T003":\n{"status": "a",\n"status": "failed"}}}',
			'specs/001-a/tasks_meta.json:3 can\'t be edited: the key "status" stands twice in one object',
		],
		[
			'{"tasks": {"T003": "failed"}}',
			"specs/001-a/tasks_meta.json can't be edited: the entry of T003 is no object",
		],
		[
			'{"tasks": {"T003\\u200b": {}, "T003": {"status": "failed"}}}',
			"specs/001-a/tasks_meta.json can't be edited: T003 stands in it 2 times",
		],
	])('%s', (text, reason) => {
		expect(projectOf({[meta]: text}).refusal('T003', 'retry')).toBe(reason);
	});

	test.each([
		[
			'',
			"specs/001-a/tasks_meta.json can't be edited: empty file: a writer may have been interrupted",
		],
		[
			'{"tasks": {"T003": {"status": "failed"}',
			"specs/001-a/tasks_meta.json can't be edited: unreadable at 1:40: the file ends in the middle of a value",
		],
		['{"tasks": {}}', 'specs/001-a/tasks_meta.json has no entry for T003'],
		[
			'{"tasks": {"T003": {"status": "completed"}}}',
			'T003 is completed: there is nothing to retry',
		],
		[
			new Uint8Array([0x7b, 0xff, 0x7d]),
			"specs/001-a/tasks_meta.json is not UTF-8 and can't be edited",
		],
		[null, 'specs/001-a/tasks_meta.json is not there any more'],
	])('where the file has become %j', (text, reason) => {
		const shown = projectOf({[meta]: failed});
		expect(shown.withFile(meta, text).draft(shown.option('T003', 'retry'))).toEqual({
			type: 'refused',
			reason,
		});
	});

	test('where the tool is writing at this moment', () => {
		const project = (age: number) =>
			projectOf({[meta]: failed, [`${meta}.tmp`]: {text: '', modifiedAt: now - age}});
		expect(project(4000).refusal('T003', 'retry')).toBe(
			'specs/001-a/tasks_meta.json.tmp was written just now: the tool is at work, try again in a few seconds',
		);
		expect(project(6000).ready('T003', 'retry').edits).toHaveLength(1);
	});

	test.each([
		[
			'- [x] T003 a\n- [ ] T003 b',
			'T003 stands 2 times in specs/001-a/tasks.md (lines 1, 2): correct the box by hand',
		],
		['- [x] - [x] T003 a', 'specs/001-a/tasks.md:1 has no single box: correct it by hand'],
	])('where it is a guess which box is meant: %j', (text, reason) => {
		expect(projectOf({[meta]: failed, [list]: text}).refusal('T003', 'retry')).toBe(reason);
	});

	test('where the list itself has taken it out', () => {
		const text = '# a\n- [ ] ~~T003 a~~ REMOVED\n- [ ] T003 ~~a~~ REMOVED';
		expect(projectOf({[meta]: failed, [list]: text}).refusal('T003', 'retry')).toBe(
			'specs/001-a/tasks.md:3 has T003 struck out: take that back by hand first',
		);
	});

	test('a task of a file that was started over, or that is broken: it is restored first', () => {
		const again = projectOf({[meta]: '{"tasks": {}}'}, {before: [{[meta]: failed}]});
		expect(again.option('T003', 'retry').refusal).toBe(
			'tasks_meta.json was started over and no longer has T003: restore it first',
		);
		const broken = projectOf({[meta]: ''}, {before: [{[meta]: failed}]});
		expect(broken.option('T003', 'retry').refusal).toBe(
			"tasks_meta.json can't be read to its end: restore it first",
		);
	});
});
