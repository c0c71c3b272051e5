import {describe, expect, test} from 'vitest';
import {projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';
const status = (word: string): string =>
	`{"tasks": {"T001": {"status":"${word}" , "result_summary": "kept"}}}`;
const of = (word: string, text: string) => projectOf({[meta]: status(word), [list]: text});

describe('one of the two is right', () => {
	test.each([
		['pending', 'x', 'take-box', 'completed', 'x'],
		['in_progress', 'X', 'take-box', 'completed', 'X'],
		['failed', 'x', 'take-box', 'completed', 'x'],
		['completed', ' ', 'take-box', 'pending', ' '],
		['rolled_back', 'x', 'take-box', 'completed', 'x'],
		['pending', 'x', 'take-metadata', 'pending', ' '],
		['failed', 'X', 'take-metadata', 'failed', ' '],
		['completed', ' ', 'take-metadata', 'completed', 'X'],
		['rolled_back', 'x', 'take-metadata', 'rolled_back', ' '],
	])('%s and [%s], %s', (word, box, option, wordAfter, boxAfter) => {
		const text = (mark: string): string => `# a\r\n- [${mark}] T001 [P] a [ ] b\r\n- [x] T002`;
		const after = of(word, text(box)).after('T001', option);
		expect(after.text(meta)).toBe(status(wordAfter));
		expect(after.text(list)).toBe(text(boxAfter));
		const codes = after.state.problems.map(({code}) => code);
		expect(codes).not.toContain('checkbox-disagrees');
		expect(codes).not.toContain('rolled-back-ticked');
		expect(after.options('T001').map(({id}) => id)).not.toContain('take-box');
	});

	test('it is told what would be believed', () => {
		const project = of('completed', '- [ ] T001 a');
		expect(project.option('T001', 'take-box')).toMatchObject({
			because: 'the box is open, and the metadata says completed',
			against: ['it counts as not done: it may be done a second time'],
			changes: ['tasks_meta.json: status of T001 from completed to pending'],
		});
		expect(project.option('T001', 'take-metadata')).toMatchObject({
			against: ['nobody looks whether the work is done'],
			changes: ['tasks.md:1: the box of T001 is ticked'],
		});
		expect(project.ready('T001', 'take-box').lost).toEqual([
			'T001: that its metadata said completed',
		]);
		expect(project.ready('T001', 'take-metadata').lost).toEqual(['T001: that its box was open']);
	});

	test('where they agree nothing is offered, and where they agree by now nothing is done', () => {
		const names = of('completed', '- [x] T001 a')
			.options('T001')
			.map(({id}) => id);
		expect(names.filter((id) => /^(?:take|align)/.test(id))).toEqual([]);
		for (const name of ['take-box', 'take-metadata']) {
			expect(
				of('completed', '- [x] T001 a').disk.draft(
					of('completed', '- [ ] T001 a').option('T001', name),
				),
			).toEqual({type: 'refused', reason: 'box and metadata of T001 agree by now'});
		}
	});

	test('another disagreement than the one that was shown is not settled', () => {
		const shown = of('completed', '- [ ] T001 a').option('T001', 'take-box');
		expect(of('failed', '- [x] T001 a').disk.draft(shown)).toEqual({
			type: 'refused',
			reason: 'box or metadata of T001 changed meanwhile',
		});
	});

	test('an id with two boxes is left to a person', () => {
		const project = of('completed', '- [ ] T001 a\n\n- [x] T001 b');
		const reason =
			'T001 stands 2 times in specs/001-a/tasks.md (lines 1, 3): nobody says which box counts';
		expect(project.refusal('T001', 'take-box')).toBe(reason);
		expect(project.refusal('T001', 'take-metadata')).toBe(reason);
		expect(project.refusal('T001', 'align-to-boxes')).toBe(
			'T001 has several boxes, and nobody says which one counts: left as it is',
		);
		expect(
			project.disk.draft(of('completed', '- [ ] T001 a').option('T001', 'take-box')),
		).toMatchObject({reason});
		expect(
			project.disk.draft(of('completed', '- [ ] T001 a').option('T001', 'align-to-boxes')),
		).toMatchObject({
			reason: 'T001 has several boxes, and nobody says which one counts: left as it is',
		});
	});
});

describe('a whole feature in line', () => {
	const metadata = (one: string, two: string, three: string, four: string): string =>
		`{"tasks": {\n\t"T001": {"status": "${one}"},\n\t"T002": {"status": "${two}"},\n\t"T003": {"status": "${three}"},\n\t"T004": {"status": "${four}"}\n}}`;
	const boxes = (one: string, two: string, three: string): string =>
		`- [${one}] T001 a\n- [${two}] T002 b\n- [${three}] T003 c\n- [x] T004 d\n- [ ] T004 again\n`;
	const project = projectOf({
		[meta]: metadata('pending', 'completed', 'failed', 'pending'),
		[list]: boxes('x', ' ', ' '),
	});

	test('with its boxes', () => {
		const after = project.after('T003', 'align-to-boxes');
		expect(after.text(meta)).toBe(metadata('completed', 'pending', 'failed', 'pending'));
		expect(after.text(list)).toBe(project.text(list));
	});

	test('with its metadata', () => {
		const after = project.after('T003', 'align-to-metadata');
		expect(after.text(meta)).toBe(project.text(meta));
		expect(after.text(list)).toBe(boxes(' ', 'X', ' '));
	});

	test('what is left is said before and after', () => {
		const left = 'T004 has several boxes, and nobody says which one counts: left as it is';
		expect(project.option('T003', 'align-to-boxes')).toMatchObject({
			because: 'box and metadata of 3 tasks disagree: T001, T002, T004',
			against: [left],
		});
		expect(project.ready('T003', 'align-to-boxes').notes).toEqual([left]);
	});

	test('several features of a project at once', () => {
		const both = projectOf({
			...Object.fromEntries(
				['1', '2'].flatMap((number) => [
					[`specs/${number}/tasks_meta.json`, status('pending')],
					[`specs/${number}/tasks.md`, '- [x] T001 a'],
				]),
			),
			'specs/3/tasks.md': '- [x] T001 a',
		});
		expect(both.option(null, 'align-to-boxes')).toMatchObject({
			title: 'bring in line with their boxes: 2 features',
			because: '2 features need it: specs/1, specs/2',
		});
		const after = both.after(null, 'align-to-boxes');
		expect(after.text('specs/1/tasks_meta.json')).toBe(status('completed'));
		expect(after.text('specs/2/tasks_meta.json')).toBe(status('completed'));
		const half = both.withFile('specs/1/tasks_meta.json', status('completed'));
		expect(half.draft(both.option(null, 'align-to-boxes'))).toMatchObject({
			type: 'ready',
			notes: ['boxes and metadata agree by now'],
			edits: [{path: '/code/specs/2/tasks_meta.json'}],
		});
	});

	test('where all agree by now nothing is done', () => {
		const shown = project.option('T003', 'align-to-boxes');
		expect(of('completed', '- [x] T001 a').disk.draft(shown)).toMatchObject({
			reason: 'boxes and metadata agree by now',
		});
	});
});
