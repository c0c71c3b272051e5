import {describe, expect, test} from 'vitest';
import {projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';
const backup = `${meta}.20260301T091000.bak`;
const good = `{\n    "feature": "001-a",\n    "extra":  [1],\n    "tasks": {\n        "T001": {"status": "completed", "x": "\\u0041"},\n        "T002": {"status": "failed"}\n    }\n}`;
const empty =
	'{\n    "feature": "001-a",\n    "created": "2026-03-02T00:00:00+00:00",\n    "tasks": {}\n}\n';

describe('with an earlier state that is known', () => {
	test.each([
		['emptied', ''],
		['cut off', good.slice(0, 60)],
		['no JSON at all', '<<<<<<< HEAD\n'],
		['another shape', '[]'],
		['started over', empty],
	])('%s: as it was, byte for byte, and the present file beside it', (_name, text) => {
		const project = projectOf({[meta]: text}, {before: [{[meta]: good}]});
		for (const id of ['T001', null]) {
			const after = project.after(id, 'restore');
			expect(after.text(meta)).toBe(good);
			expect(after.text(backup)).toBe(text);
			expect(after.task('T001').status).toBe('completed');
			expect(after.state.documents.has(`/code/${backup}`)).toBe(false);
		}
	});

	test('what was written since it was started over stays', () => {
		const since = empty.replace(
			'{}',
			'{"T001": {"status": "pending"}, "T002": {"status": "in_progress", "n": 1.0}, "T003": {"status": "pending"}}',
		);
		const project = projectOf({[meta]: since}, {before: [{[meta]: good}, {[meta]: empty}]});
		// Nothing has vanished by now; that T001 was put in again is its writer's word.
		expect(project.options(null).map(({id}) => id)).not.toContain('restore');
		const fewer = since.replace('"T001": {"status": "pending"}, ', '');
		const after = projectOf({[meta]: fewer}, {before: [{[meta]: good}, {[meta]: empty}]}).after(
			null,
			'restore',
		);
		expect(JSON.parse(after.text(meta)!)).toEqual({
			feature: '001-a',
			extra: [1],
			tasks: {
				T001: {status: 'completed', x: 'A'},
				T002: {status: 'in_progress', n: 1},
				T003: {status: 'pending'},
			},
		});
		expect(after.text(meta)).toContain(String.raw`"T001": {"status": "completed", "x": "\u0041"}`);
	});

	test('a task that was merely put in again is as it was before', () => {
		const again = empty.replace('{}', '{"T002": {"status": "pending"}}');
		const after = projectOf({[meta]: again}, {before: [{[meta]: good}]}).after(null, 'restore');
		expect(after.text(meta)).toBe(good);
	});

	test('a file that was started over twice has all its tasks again', () => {
		const second = empty.replace('{}', '{"T007": {"status": "completed"}}');
		const versions = [good, empty, second].map((text) => ({[meta]: text}));
		const after = projectOf({[meta]: empty}, {before: versions}).after(null, 'restore');
		expect(Object.keys(JSON.parse(after.text(meta)!).tasks)).toEqual(['T001', 'T002', 'T007']);
	});

	test('a file that was started over and then broke', () => {
		const versions = [good, empty].map((text) => ({[meta]: text}));
		expect(
			projectOf({[meta]: '{'}, {before: versions})
				.after(null, 'restore')
				.text(meta),
		).toBe(good);
	});

	test('tasks in a list can not be joined', () => {
		const before = '{"tasks": [{"id": "T001", "status": "completed"}]}';
		expect(
			projectOf({[meta]: '{"tasks": []}'}, {before: [{[meta]: before}]}).refusal(null, 'restore'),
		).toBe(
			'specs/001-a/tasks_meta.json: what it was and what it is now can not be joined: compare them by hand',
		);
	});
});

describe('without one, from the task list', () => {
	const tasks =
		'## Phase 1\n- [x] T001 [P] [SYNC] **Create** model\n- [ ] T002 [ASYNC] Research (depends on T001)\n- [ ] T003 c\n- [x] T001 again\n';
	const entry = (description: string, mode: string | null, status: string): string =>
		`{\n      "description": "${description}",\n      "files": "",\n${mode === null ? '' : `      "execution_mode": "${mode}",\n`}      "status": "${status}",\n      "agent_type": "general",\n      "started_at": null,\n      "completed_at": null,\n      "result_summary": null\n    }`;

	test('in the form of the tool', () => {
		const project = projectOf({[meta]: '', [list]: tasks}, {offset: 60});
		const after = project.after(null, 'restore');
		expect(after.text(meta)).toBe(
			`{\n  "feature": "001-a",\n  "created": "2026-03-01T10:10:00+01:00",\n  "tasks": {\n    "T001": ${entry('Create model', 'SYNC', 'completed')},\n    "T002": ${entry('Research', 'ASYNC', 'pending')},\n    "T003": ${entry('c', null, 'pending')}\n  }\n}\n`,
		);
		expect(after.text(`${meta}.20260301T101000.bak`)).toBe('');
		expect(after.tasks.map(({id, status}) => `${id} ${status}`)).toEqual([
			'T001 completed',
			'T002 pending',
			'T003 pending',
			'T001 completed',
		]);
		expect(project.ready(null, 'restore').notes).toEqual(['3 tasks from the task list']);
		expect(project.option(null, 'restore')).toMatchObject({
			because: 'it is empty',
			against: ['no earlier state is known: times, results and reviews that it had stay lost'],
		});
	});

	test('with what can still be read of a broken file', () => {
		const broken =
			'{"feature": "own name", "created": "2026-01-01", "tasks": {"T002": {"status": "failed", "failure_reason": "jwt", "files": "a b"}, "T009": {"status": "completed"}, "T003": {"status": "comp';
		const project = projectOf({[meta]: broken, [list]: tasks});
		const {feature, created, tasks: made} = JSON.parse(project.after(null, 'restore').text(meta)!);
		expect([feature, created]).toEqual(['own name', '2026-01-01']);
		expect(made).toMatchObject({
			T001: {status: 'completed'},
			T002: {description: 'Research', status: 'failed', failure_reason: 'jwt', files: 'a b'},
			T003: {status: 'pending'},
			T009: {status: 'completed'},
		});
		expect(project.ready(null, 'restore').notes).toEqual([
			'4 tasks from the task list, 2 with what could still be read',
		]);
	});
});

describe('what is refused', () => {
	test('where there is nothing to make it from', () => {
		const project = projectOf({[meta]: ''});
		expect(project.refusal(null, 'restore')).toBe(
			'no earlier state is known, and there is no task list to make it from',
		);
		const shown = projectOf({[meta]: '', [list]: '- [ ] T001 a'}).option(null, 'restore');
		expect(project.disk.draft(shown)).toMatchObject({
			reason:
				'specs/001-a/tasks_meta.json: no earlier state is known, and there is no task list to make it from',
		});
	});

	test.each([
		[good, 'specs/001-a/tasks_meta.json: it can be read again, there is nothing to restore'],
		[null, 'specs/001-a/tasks_meta.json is not there any more'],
		[new Uint8Array([255]), "specs/001-a/tasks_meta.json is not UTF-8 and can't be edited"],
	])('where it has become %j', (text, reason) => {
		const project = projectOf({[meta]: ''}, {before: [{[meta]: good}]});
		expect(project.withFile(meta, text).draft(project.option(null, 'restore'))).toEqual({
			type: 'refused',
			reason,
		});
	});

	test('where all tasks are back by now', () => {
		const project = projectOf({[meta]: empty}, {before: [{[meta]: good}]});
		expect(project.withFile(meta, good).draft(project.option(null, 'restore'))).toMatchObject({
			reason: 'specs/001-a/tasks_meta.json: it has its tasks again, there is nothing to restore',
		});
	});

	test('while a good file lies there nothing is offered', () => {
		expect(
			projectOf({[meta]: good})
				.options(null)
				.map(({id}) => id),
		).not.toContain('restore');
	});
});

test('several broken files of a project are restored together', () => {
	const other = 'specs/002-b/tasks_meta.json';
	const project = projectOf({
		[meta]: '',
		[list]: '- [ ] T001 a',
		[other]: '',
		'specs/003-c/tasks_meta.json': good,
	});
	expect(project.option(null, 'restore')).toMatchObject({
		title: 'restore the metadata of 2 features',
		against: [
			'specs/001-a: no earlier state is known: times, results and reviews that it had stay lost',
			'specs/002-b is left: no earlier state is known, and there is no task list to make it from',
		],
	});
	const after = project.after(null, 'restore');
	expect(after.task('T001').status).toBe('pending');
	expect(after.text(other)).toBe('');
});
