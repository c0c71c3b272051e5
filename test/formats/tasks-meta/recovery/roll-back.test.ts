import {describe, expect, test} from 'vitest';
import {projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';
const log = 'specs/001-a/rollback.log';

const metadata = (one = 'completed', two = 'failed', three = 'pending'): string =>
	`{
  "tasks": {
    "T001": {"description": "Create user\\n model", "files": "src/a.py  src/b.py", "status": "${one}", "commits": ["a1b2c3d", "--upload-pack=x", "e4f5a6b"]},
    "T002": {"files": ["src/c.py", 5], "status": "${two}", "completed_at": "2026-03-01T08:00:00Z"},
    "T003": {"status": "${three}"},
    "T999": {"started_at": "2026-03-01T08:00:00Z"}
  }
}`;
const boxes =
	'## Phase 1\n- [X] T001 [SYNC] Create user\n  - [x] the test passes\n- [ ] T002 b\n* [x] T005 e\n';
const files = {
	[meta]: metadata(),
	[list]: boxes,
	'src/a.py': '',
};
const heading = 'Sun Mar  1 09:10:00 UTC 2026';
const block = `## Task Rollback - ${heading}\nTask ID: T001\nDescription: Create user model\nFiles: src/a.py src/b.py\nDocumentation Preserved: true\n\n`;

describe('roll back a task', () => {
	test('status, box and log, and nothing else', () => {
		const after = projectOf(files).after('T001', 'roll-back');
		expect(after.text(meta)).toBe(metadata('rolled_back'));
		expect(after.text(list)).toBe(boxes.replace('[X]', '[ ]'));
		expect(after.text(log)).toBe(block);
		expect(after.task('T001')).toMatchObject({status: 'cancelled', attention: []});
	});

	test('a list of files, in another zone', () => {
		const after = projectOf(files, {offset: -150}).after('T002', 'roll-back');
		expect(after.text(meta)).toBe(metadata('completed', 'rolled_back'));
		expect(after.text(list)).toBe(boxes);
		expect(after.text(log)).toBe(
			'## Task Rollback - Sun Mar  1 06:40:00 -0230 2026\nTask ID: T002\nDescription: \nFiles: src/c.py\nDocumentation Preserved: true\n\n',
		);
	});

	test.each([
		['', block],
		['old\n\n', `old\n\n${block}`],
		['old', `old\n${block}`],
		['a\r\nb', `a\r\nb\r\n${block.replaceAll('\n', '\r\n')}`],
		['\uFEFFold\n', `\uFEFFold\n${block}`],
	])('the log is continued as it is: %j', (before, after) => {
		expect(
			projectOf({...files, [log]: before})
				.after('T001', 'roll-back')
				.text(log),
		).toBe(after);
	});

	test('what stays to be done by hand is told', () => {
		expect(projectOf(files).ready('T001', 'roll-back')).toMatchObject({
			checks: [
				{title: 'T001: src/a.py', state: 'passed'},
				{title: 'T001: src/b.py', state: 'failed', detail: 'not there'},
			],
			lost: ['T001: that it was completed'],
			notes: ['code is not touched: src/a.py'],
			byHand: [
				"git -C '/code' log --oneline -- 'src/a.py'",
				"git -C '/code' diff HEAD -- 'src/a.py'",
				"git -C '/code' revert --no-commit e4f5a6b a1b2c3d",
			],
		});
	});

	test('a folder with a quote in its name is one word for a shell', () => {
		const project = projectOf(files, {workspace: "/it's; rm -rf $HOME"});
		expect(project.ready('T001', 'roll-back').byHand[0]).toBe(
			String.raw`git -C '/it'\''s; rm -rf $HOME' log --oneline -- 'src/a.py'`,
		);
	});

	test('tasks that go on from it speak against it', () => {
		const project = projectOf({...files, [list]: `${boxes}- [x] T006 f (depends on T001)\n`});
		expect(project.option('T001', 'roll-back').against).toEqual([
			'the code it wrote stays, and has to be taken back by hand',
			'T006, which depends on it, is completed',
		]);
	});
});

describe('roll back a feature', () => {
	test('every task, every box of a task, one block in the log', () => {
		const project = projectOf({...files, [log]: 'old\n'});
		expect(project.option('T003', 'roll-back-feature')).toMatchObject({
			scope: 'group',
			isGrave: true,
			title: 'roll back all of specs/001-a',
		});
		const after = project.after('T003', 'roll-back-feature');
		expect(after.text(meta)).toBe(
			metadata('rolled_back', 'rolled_back', 'rolled_back').replace(
				'"2026-03-01T08:00:00Z"}\n  }',
				'"2026-03-01T08:00:00Z", "status": "rolled_back"}\n  }',
			),
		);
		expect(after.text(list)).toBe(
			boxes.replace('[X] T001', '[ ] T001').replace('[x] T005', '[ ] T005'),
		);
		expect(after.text(log)).toBe(
			`old\n## Feature Rollback - ${heading}\nFeature: 001-a\nAll tasks marked as rolled back\nImplementation artifacts kept\nDocumentation Preserved: true\n\n`,
		);
		expect(after.disk.paths).toEqual(project.disk.paths);
		expect(project.ready('T003', 'roll-back-feature')).toMatchObject({
			lost: ['what the tasks were: 1 completed, 1 failed, 1 pending, 1 unknown'],
			checks: [{detail: '1 of 3 there'}],
		});
		expect(
			after.tasks.filter(({id}) => id !== 'T005').every(({status}) => status === 'cancelled'),
		).toBe(true);
	});

	test('with several features in a project, one has to be named by a task of it', () => {
		const project = projectOf({...files, 'specs/002-b/tasks_meta.json': metadata()});
		expect(project.refusal(null, 'roll-back-feature')).toBe(
			'choose a task of the feature that is meant',
		);
		expect(projectOf(files).ready(null, 'roll-back-feature').edits).toHaveLength(3);
	});

	test.each([
		['{"tasks": {"T001": {"status": "pending"}}}'],
		['{"tasks": {"T001": {"status": "rolled_back"}}}'],
		['{"tasks": {}}'],
		['{"tasks": {"T001": {"status": "skipped"}}}'],
	])('where nothing was begun there is nothing to take back: %s', (text) => {
		expect(projectOf({[meta]: text}).options(null)).toEqual([]);
	});
});

describe('what is refused', () => {
	const option = (name: string) => projectOf(files).option('T001', name);

	test.each([
		['roll-back', meta, metadata('rolled_back'), 'T001 is rolled back already'],
		['roll-back', meta, '{"tasks": {}}', 'specs/001-a/tasks_meta.json has no entry for T001'],
		[
			'roll-back',
			log,
			new Uint8Array([255]),
			'specs/001-a/rollback.log is not UTF-8: nothing can be added to it',
		],
		[
			'roll-back',
			list,
			new Uint8Array([255]),
			"specs/001-a/tasks.md is not UTF-8 and can't be edited",
		],
		[
			'roll-back-feature',
			meta,
			'{"tasks": {"T001": {"status": "rolled_back"}}}',
			'every task of specs/001-a is rolled back already',
		],
		['roll-back-feature', meta, null, 'specs/001-a/tasks_meta.json is not there any more'],
		[
			'roll-back-feature',
			meta,
			'{',
			"specs/001-a/tasks_meta.json can't be edited: unreadable at 1:2: the file ends in the middle of a value",
		],
		[
			'roll-back-feature',
			meta,
			'{"tasks": {"T001": "completed"}}',
			"specs/001-a/tasks_meta.json can't be edited: the entry of T001 is no object",
		],
		[
			'roll-back-feature',
			log,
			new Uint8Array([255]),
			'specs/001-a/rollback.log is not UTF-8: nothing can be added to it',
		],
		[
			'roll-back-feature',
			list,
			'- [x] - [x] T001 a',
			'specs/001-a/tasks.md:1 has no single box: correct it by hand',
		],
	] as const)('%s, where %s has become %j', (name, path, text, reason) => {
		const draft = projectOf(files).withFile(path, text).draft(option(name));
		expect(draft).toEqual({type: 'refused', reason});
	});

	test('a task without an entry, where others have one', () => {
		expect(projectOf(files).refusal('T005', 'roll-back')).toBe(
			'tasks_meta.json has no entry for T005',
		);
		expect(projectOf({[list]: boxes}).options('T005')).toEqual([]);
	});
});
