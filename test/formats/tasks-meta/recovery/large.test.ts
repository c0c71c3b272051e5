import {expect, test} from 'vitest';
import {projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';
const ids = Array.from({length: 3000}, (_, index) => `T${index + 1}`);
const metadata = (word: string): string =>
	`{"tasks": {\n${ids.map((id) => `"${id}": {"description": "text of ${id}", "status": "${word}"}`).join(',\n')}}}`;
const boxes = (mark: string): string => ids.map((id) => `- [${mark}] ${id} text`).join('\n');

test('a file of thousands of tasks is rolled back, brought in line and restored in little time', () => {
	const project = projectOf({[meta]: metadata('completed'), [list]: boxes('x')});
	const started = performance.now();
	const back = project.after('T1', 'roll-back-feature');
	expect(back.text(meta)).toBe(metadata('rolled_back'));
	expect(back.text(list)).toBe(boxes(' '));
	const split = projectOf({[meta]: metadata('completed'), [list]: boxes(' ')});
	expect(split.after('T1', 'align-to-boxes').text(meta)).toBe(metadata('pending'));
	expect(split.after('T1', 'align-to-metadata').text(list)).toBe(boxes('X'));
	const fewer = metadata('failed').replace(/"T1": .*\n/, '');
	const restored = projectOf({[meta]: fewer}, {before: [{[meta]: metadata('completed')}]}).after(
		null,
		'restore',
	);
	const {tasks} = JSON.parse(restored.text(meta)!) as {tasks: Record<string, {status: string}>};
	expect(Object.keys(tasks)).toEqual(ids);
	expect([tasks['T1']?.status, tasks['T2']?.status]).toEqual(['completed', 'failed']);
	// Read anew for each task it would take minutes.
	expect(performance.now() - started).toBeLessThan(15_000);
});

test.each([
	[
		'{"tasks": {"T1": {"status": "completed"}, "T1": {"status": "failed"}}}',
		'specs/001-a/tasks_meta.json:1 can\'t be edited: the key "T1" stands twice in one object',
	],
	[
		'{"tasks": {"T1": {"status": "completed",\n"status": "failed"}}}',
		'specs/001-a/tasks_meta.json:2 can\'t be edited: the key "status" stands twice in one object',
	],
	[
		'{"tasks": {}, "tasks": {"T1": {"status": "failed"}}}',
		'specs/001-a/tasks_meta.json:1 can\'t be edited: the key "tasks" stands twice in one object',
	],
])('what stands twice is not guessed at: %s', (text, reason) => {
	expect(projectOf({[meta]: text}).refusal('T1', 'roll-back-feature')).toBe(reason);
});

test('tasks in a list, with a mark at the beginning, some without a status', () => {
	const text = (word: string, more: string): string =>
		`\uFEFF{"tasks": [{"task_id": "T1", "status": "${word}"}, {"id": "T2"${more}}]}`;
	expect(
		projectOf({[meta]: text('failed', '')})
			.after('T1', 'roll-back-feature')
			.text(meta),
	).toBe(text('rolled_back', ', "status": "rolled_back"'));
});
