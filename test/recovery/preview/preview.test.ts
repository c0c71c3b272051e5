import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Edit} from '../../../source/model/edit.ts';
import type {Plan} from '../../../source/model/plan.ts';
import {changedParts} from '../../../source/recovery/preview/changed-parts.ts';
import {previewLines, previewText} from '../../../source/recovery/preview/preview.ts';
import {displayWidth} from '../../../source/text/width.ts';
import {noon} from '../../analysis/tasks.ts';

const plan: Plan = {
	id: 'plan-1',
	at: noon,
	workspace: '/code',
	steps: [
		{
			option: 'retry',
			title: 'back to pending, so that it can start again',
			format: 'tasks-meta',
			task: 'a',
			id: 'T014',
			command: "/implement T014  --with 'two  blanks' and more words than forty columns hold",
		},
		{
			option: 'retry',
			title: 'back to pending, so that it can start again',
			format: 'tasks-meta',
			task: 'b',
			id: 'T015',
			command: null,
		},
	],
	edits: [
		{
			type: 'file',
			path: '/code/specs/tasks_meta.json',
			before: '{\r\n\t"a": 1,\r\n\t"b": 2,\r\n\t"c": 3,\r\n\t"d": 4,\r\n\t"status": "failed"\r\n}',
			after: '{\r\n\t"a": 1,\r\n\t"b": 2,\r\n\t"c": 3,\r\n\t"d": 4,\r\n\t"status": "pending"\r\n}',
		},
		{
			type: 'file',
			path: '/code/specs/compact.json',
			before: `{"x":"${'y'.repeat(3000)}","status":"failed","z":"${'日'.repeat(3000)}"}\n`,
			after: `{"x":"${'y'.repeat(3000)}","status":"pending","z":"${'日'.repeat(3000)}"}\n`,
		},
		{
			type: 'file',
			path: '/code/specs/new.md',
			before: null,
			after: 'hello \u001B[31mred\u202E\u0007\nno end',
		},
		{type: 'file', path: '/code/specs/lock', before: 'a\nb\n', after: null},
		{type: 'move', path: '/code/specs/a', to: '/code/specs/done/a', digest: ''},
		{
			type: 'row',
			path: '/code/runs.db',
			table: 'task_executions',
			key: {id: 5},
			before: {id: 5, status: 'failed', error: 'a long message '.repeat(9), retries: 1},
			after: {id: 5, status: 'pending', error: null, retries: 2},
		},
		{
			type: 'row',
			path: '/code/runs.db',
			table: 'execution_history',
			key: {},
			before: null,
			after: {task_id: 'T014', status: 'failed'},
		},
		{
			type: 'row',
			path: '/code/runs.db',
			table: 'performance_metrics',
			key: {id: 1},
			before: {id: 1},
			after: null,
		},
		{type: 'remove-folder', path: '/code/specs/old'},
	],
	checks: [
		{title: 'src/a.ts', state: 'passed', detail: 'there'},
		{title: 'src/b.ts', state: 'failed', detail: 'missing'},
		{title: 'src/c.ts', state: 'unknown', detail: ''},
	],
	lost: ['the error of the last attempt'],
	notes: ['afterwards failed -> pending: T014, T015'],
	byHand: ["git checkout -- 'src/a  b.ts'"],
	downstream: [{task: 'c', id: 'T016', title: 'Next thing', effect: 'can start'}],
	left: [{task: 'd', id: 'T017', reason: 'it has changed since: it was failed and is running now'}],
};

describe('a plan is shown', () => {
	test.each([40, 80, 120, 200])('%i columns wide', (width) => {
		expect(previewText(plan, width)).toMatchSnapshot();
	});

	test('with what changed inside of a line marked', () => {
		const marked = previewLines(plan, 100)
			.flat()
			.filter(({style}) => style?.inverse)
			.map(({text, tone}) => `${tone}: ${text}`);
		expect(marked).toEqual([
			'failed: failed',
			'completed: pending',
			'failed: failed',
			'completed: pending',
		]);
	});

	test('with commands whole where they are printed', () => {
		const lines = previewText(plan, 40).split('\n');
		expect(lines).toContain(plan.steps[0]!.command);
		expect(lines).toContain(plan.byHand[0]);
	});

	test('when more has changed than can be compared', () => {
		const text = (letter: string) =>
			Array.from({length: 20_000}, (_, index) => letter + index).join('\n');
		const edits: Edit[] = [{type: 'file', path: '/code/a', before: text('a'), after: text('b')}];
		expect(previewText({...plan, edits}, 80)).toContain(
			'too much changes to be shown: 20,000 lines become 20,000',
		);
	});

	test('in no more lines of a diff than somebody reads', () => {
		const after = Array.from({length: 1000}, (_, index) => index).join('\n');
		const edits: Edit[] = [{type: 'file', path: '/code/a', before: null, after}];
		expect(previewText({...plan, edits}, 80)).toContain('… and 601 more lines');
	});
});

const text = fc.oneof(
	fc.string({maxLength: 200}),
	fc
		.array(fc.constantFrom('a', '日', '\n', '\t', '\u001B[2J', '👩‍👩‍👧', '\r\n', '\uFEFF', '\u0301'))
		.map((parts) => parts.join('')),
);

test('any plan fits its width, and holds nothing that a terminal would obey', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 40, max: 200}),
			fc.option(text, {nil: null}),
			fc.option(text, {nil: null}),
			text,
			(width, before, after, words) => {
				const lines = previewLines(
					{
						...plan,
						steps: [{...plan.steps[0]!, title: words, id: words, command: words}],
						edits: [
							{type: 'file', path: `/code/${words}`, before, after},
							{
								type: 'row',
								path: `/code/${words}`,
								table: words,
								key: {[words]: words},
								before: {[words]: before},
								after: {[words]: after},
							},
							...plan.edits,
						],
						notes: [words],
						checks: [{title: words, state: 'passed', detail: words}],
					},
					width,
				);
				for (const line of lines) {
					const shown = line.map((segment) => segment.text).join('');
					expect(displayWidth(shown)).toBeLessThanOrEqual(width);
					expect(shown).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
				}
			},
		),
	);
});

test('what changed in a line, and what did not, are together the line', () => {
	fc.assert(
		fc.property(text, text, (before, after) => {
			const parts = changedParts(before, after);
			expect(parts.before.map((part) => part.text).join('')).toBe(before);
			expect(parts.after.map((part) => part.text).join('')).toBe(after);
			const kept = (side: typeof parts.before) =>
				side
					.filter(({isChanged}) => !isChanged)
					.map((part) => part.text)
					.join('');
			expect(kept(parts.before)).toBe(kept(parts.after));
		}),
	);
});
