import {describe, expect, test} from 'vitest';
import {parseList} from '../../../source/formats/kiro/list/parse-list.ts';
import type {Entry} from '../../../source/formats/kiro/values.ts';
import {fixture} from './project.ts';

const entriesOf = (text: string): readonly Entry[] => parseList(text).list?.entries ?? [];

const outline = (text: string): readonly string[] =>
	entriesOf(text).map(
		({id, status, isLeaf, section}) =>
			`${id} ${status}${isLeaf ? '' : ' (parent)'}${section === null ? '' : ` < ${section}`}`,
	);

describe('numbered boxes', () => {
	const text = fixture('good/editor/.kiro/specs/photo-upload/tasks.md');

	test('are tasks, depth by id', () => {
		expect(outline(text)).toEqual([
			'1 completed (parent)',
			'1.1 completed < Set up storage',
			'1.2 completed < Set up storage',
			'2 running (parent)',
			'2.1 completed < Build the API',
			'2.2 running < Build the API',
			'2.3 pending < Build the API',
			'2.4 pending < Build the API',
			'3 pending',
		]);
	});

	test('know their line, details and marks', () => {
		const entries = entriesOf(text);
		expect(entries[1]).toMatchObject({
			title: 'Create the photos table',
			line: 6,
			rawStatus: '[x]',
			details: ['Columns: id, owner, taken_at'],
			requirements: '1.1, 1.2',
		});
		expect(entries[5]).toMatchObject({
			title: 'Implement POST /photos',
			line: 12,
			validates: 'Requirements 2.3',
		});
		expect(entries[6]).toMatchObject({isOptional: true, line: 15});
	});

	test('do not need indentation, and take a heading for a parent', () => {
		expect(outline(fixture('good/cc-sdd/.kiro/specs/billing/tasks.md'))).toEqual([
			'1.1 completed < 請求書の基盤',
			'1.2 completed < 請求書の基盤',
			'2.1 pending < API',
			'2.2 pending < API',
		]);
		expect(outline('- [x] 1. A\n- [x] 1.1 B\n- [ ] 1.1.1 C\n- [ ] 1.2.1 D')).toEqual([
			'1 completed (parent)',
			'1.1 completed (parent) < A',
			'1.1.1 pending < B',
			'1.2.1 pending < A',
		]);
	});

	test('with the same id are told apart, children go to the one before them', () => {
		const entries = entriesOf('- [x] 1. A\n- [x] 1.1 B\n- [ ] 1. C\n- [ ] 1.1 D');
		expect(entries.map(({occurrence, parent}) => [occurrence, parent])).toEqual([
			[1, null],
			[1, 0],
			[2, null],
			[2, 2],
		]);
	});

	test.for([
		['a fenced block', '- [ ] 1. A\n```md\n- [ ] 2. No\n```\n- [ ] 3. B', ['1', '3']],
		['a tilde block', '- [ ] 1. A\n~~~\n- [ ] 2. No\n~~~\n- [ ] 3. B', ['1', '3']],
		['a comment', '- [ ] 1. A\n<!--\n- [ ] 2. No\n-->\n- [ ] 3. B', ['1', '3']],
		['no unclosed block', '- [ ] 1. A\n```\n- [ ] 2. B', ['1', '2']],
		[
			'no block that another replaces',
			'```ts\n- [ ] 1. A\n```json\n{}\n```\n- [ ] 2. B',
			['1', '2'],
		],
		['no unclosed comment', '- [ ] 1. A\n<!--\n- [ ] 2. B', ['1', '2']],
		['no details element', '<details>\n\n- [ ] 1. A\n\n</details>', ['1']],
		['no carriage returns', '- [ ] 1. A\r\n- [ ] 2. B\r\n', ['1', '2']],
		['no byte order mark', '\uFEFF- [ ] 1. A\n- [ ] 2. B', ['1', '2']],
	] as const)('are hidden by %s', ([, text, ids]) => {
		expect(entriesOf(text).map(({id}) => id)).toEqual(ids);
	});

	test('stand under the heading above, unless it says nothing', () => {
		expect(
			outline('# Plan\n- [ ] 1. A\n## Tasks\n- [ ] 2. B\n## Phase 1: Base\n- [ ] 3. C'),
		).toEqual(['1 pending', '2 pending', '3 pending < Phase 1: Base']);
	});

	test('keep a title where none is written', () => {
		expect(entriesOf('- [ ] 4.')[0]).toMatchObject({id: '4', title: '4'});
	});
});

describe('numbered headings without a numbered box', () => {
	test('are the tasks, their boxes the steps', () => {
		const text = fixture('good/headings/.kiro/specs/search/tasks.md');
		expect(outline(text)).toEqual([
			'1 unknown (parent)',
			'1.1 completed < Index',
			'1.2 partial < Index',
			'1.3 completed < Index',
			'2 running',
		]);
		const entries = entriesOf(text);
		expect(entries[2]!.steps).toEqual([
			{title: 'Read the documents', status: 'completed'},
			{title: 'Split them into words', status: 'pending'},
		]);
		expect(entries[4]).toMatchObject({
			rawStatus: 'IN PROGRESS',
			steps: [{title: 'Parse the query'}],
		});
	});

	test('a chapter without boxes is no task', () => {
		expect(outline('## 1. Overview\ntext\n## 2. Work\n- [ ] do it')).toEqual(['2 pending']);
	});
});

describe('boxes without any number', () => {
	test('are tasks by position, inner ones are steps', () => {
		const entries = entriesOf('# Todo\n- [x] Read\n- [ ] Write\n  - [x] Draft\n  - [ ] Final');
		expect(entries.map(({id, title, status}) => [id, title, status])).toEqual([
			['1', 'Read', 'completed'],
			['2', 'Write', 'pending'],
		]);
		expect(entries[1]!.steps).toHaveLength(2);
	});

	test('may carry an id of their own', () => {
		expect(
			entriesOf('- [ ] T01: Model\n- [ ] T02: Service').map(({id, title}) => [id, title]),
		).toEqual([
			['T01', 'Model'],
			['T02', 'Service'],
		]);
	});
});

test.for(['', '# Notes\n\ntext', '## 1. Chapter\n\ntext', '```\n- [ ] 1. A\n```'])(
	'%j is no task list',
	(text) => {
		expect(parseList(text)).toEqual({list: null, flaw: null, cutAt: null});
	},
);
