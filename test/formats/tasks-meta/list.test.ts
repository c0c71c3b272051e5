import {describe, expect, test} from 'vitest';
import type {List} from '../../../source/formats/tasks-meta/values.ts';
import {readTaskLine} from '../../../source/formats/tasks-meta/list-line.ts';
import {readDependencies} from '../../../source/formats/tasks-meta/written-dependencies.ts';
import {assembleFeature, documentOf, fixture} from './documents.ts';

const itemsOf = (text: string) =>
	(documentOf('specs/001-labels/tasks.md', text).value as List).items;

describe('lines of a task list', () => {
	test.each([
		['- [ ] T005 [P] [SYNC] [US1] Text', 'T005', 'open', ['P', 'SYNC', 'US1'], 'Text'],
		['  * [x] T1000 Text', 'T1000', 'ticked', [], 'Text'],
		['+ [X] T008a: Text', 'T008a', 'ticked', [], 'Text'],
		['- [ ] [P] T231.10 Text', 'T231.10', 'open', ['P'], 'Text'],
		['- [x] - [x] T009 Text', 'T009', 'ticked', [], 'Text'],
		['- [ ] **T010** Text [ASYNC]', 'T010', 'open', ['ASYNC'], 'Text'],
		['- [ ] T011 Steps [1/4] to [1/5]', 'T011', 'open', [], 'Steps [1/4] to [1/5]'],
		['- [ ] T012 [guide](a.md) Text', 'T012', 'open', [], '[guide](a.md) Text'],
		['- [~] T_CORRECT_001 Text', 'T_CORRECT_001', 'other', [], 'Text'],
		['- [x] 3. Text', '3', 'ticked', [], 'Text'],
		['- **T-001**: Text', 'T-001', null, [], 'Text'],
		['## T001 - Title (ASYNC)', 'T001', null, ['ASYNC'], 'Title'],
	])('%s', (line, id, box, tags, text) => {
		expect(readTaskLine(line)).toMatchObject({id, box, tags, text});
	});

	test.each([
		'- [P] tasks = different files',
		'- [ ] An acceptance item',
		'- [ ] Test2 covers it',
		'- T003 and T004 can run in parallel',
		'## Phase 1: Setup',
		'### T003-T007: a summary',
		'- [?] T001 Unknown box',
		'',
	])('no task: %s', (line) => {
		expect(readTaskLine(line)).toBeNull();
	});
});

describe('task lists', () => {
	const {task, tasks, problems} = assembleFeature({'tasks.md': fixture('good/tasks.md')});

	test('has the boxes with ids, in order, and nothing from prose, code or comments', () => {
		expect(tasks.map(({id}) => id)).toEqual(
			'T001 T002 T002a T003 T004 T005 T006 T007 T008 T231.10 T_CORRECT_001'.split(' '),
		);
	});

	test.each([
		['T001', 'completed'],
		['T002', 'pending'],
		['T002a', 'completed'],
		['T003', 'completed'],
		['T004', 'partial'],
		['T005', 'skipped'],
		['T006', 'unknown'],
	])('%s is %s', (id, status) => {
		expect(task(id).status).toBe(status);
	});

	test('titles are free of marks, tags and dependencies', () => {
		expect(task('T001').title).toBe('Create src/label.ts');
		expect(task('T002').title).toBe('Read addresses from the book');
		expect(task('T007').title).toBe('Bold id');
	});

	test('phase, priority and part come from the headings above', () => {
		expect(task('T001').stage?.name).toBe('Phase 1: Setup (Shared)');
		expect(task('T008')).toMatchObject({
			stage: {name: 'Phase 2: Story one'},
			section: 'Phase 2: Story one',
			priority: {raw: 'P1', rank: 1},
		});
		expect(task('T008').facts).toContainEqual({label: 'part', value: 'Printing'});
		expect(task('T008').facts).toContainEqual({label: 'tags', value: 'Admin'});
	});

	test('boxes without an id below a task are its steps', () => {
		expect(task('T002a')).toMatchObject({
			steps: [
				{title: 'accepts a street', status: 'completed'},
				{title: 'accepts a town', status: 'pending'},
			],
			progress: 0.5,
		});
	});

	test('dependencies: ranges, missing ids, free text', () => {
		expect(task('T001').dependencies).toEqual([]);
		expect(task('T002').dependencies).toMatchObject([{id: 'T001', state: 'known'}]);
		expect(task('T007').dependencies.map(({id, state}) => `${id} ${state}`)).toEqual([
			'T002 known',
			'T003 known',
			'T004 known',
		]);
		expect(task('T008').dependencies.map(({raw, state}) => `${raw} ${state}`)).toEqual([
			'T777 missing',
			'the printer external',
		]);
		expect(problems.map(({code, line}) => [code, line])).toEqual([
			['dependency-unknown', 33],
			['dependency-external', 33],
		]);
	});

	test('dependencies: what is named twice in one place stays so, what both files name is one', () => {
		const {task: of} = assembleFeature({
			'tasks.md':
				'- [ ] T001 A\n- [ ] T002 B (depends on T001, T001)\n- [ ] T003 C (depends on T001)\n',
			'tasks_meta.json': JSON.stringify({
				tasks: {T003: {status: 'pending', dependencies: ['T001', 'T002']}},
			}),
		});
		expect(of('T002').dependencies.map(({id}) => id)).toEqual(['T001', 'T001']);
		expect(of('T003').dependencies.map(({id}) => id)).toEqual(['T001', 'T002']);
	});

	test('every row knows its line', () => {
		expect(task('T002').files).toEqual([{path: '/code/specs/001-labels/tasks.md', line: 10}]);
		expect(task('T002').sources).toMatchObject({title: {line: 10}, stage: {line: 7}});
	});

	test('lists without boxes: bold bullets and headings', () => {
		const list = assembleFeature({'tasks.md': fixture('good/boxless.md')});
		expect(list.tasks.map(({id, status, title}) => [id, status, title])).toEqual([
			['T-001', 'unknown', 'Write the words'],
			['T-002', 'skipped', 'Count the words — REMOVED: nobody counts'],
			['T010', 'unknown', 'Publish'],
		]);
		expect(list.task('T010')).toMatchObject({
			kind: 'ASYNC',
			dependencies: [{id: 'T-001'}, {id: 'T-002'}],
			artifacts: [{path: 'out/book.pdf', exists: null}],
		});
	});

	test('plain numbers are ids where there are no others', () => {
		expect(itemsOf(fixture('good/numbered.md')).map(({id}) => id)).toEqual(['1', '2', '2.1']);
		expect(itemsOf('- [ ] T001 A\n- [ ] 1. B').map(({id}) => id)).toEqual(['T001']);
	});

	test('an id in two phases is two rows; the metadata belongs to the first', () => {
		const list = assembleFeature({
			'tasks.md': '- [ ] T001 First\n- [ ] T001 Second\n- [ ] T002 Third (depends on T001)',
			'tasks_meta.json': '{"tasks": {"T001": {"status": "failed"}, "T002": {}}}',
		});
		expect(list.tasks.map(({key, status}) => [key, status])).toEqual([
			['tasks-meta:/code/specs/001-labels#T001', 'failed'],
			['tasks-meta:/code/specs/001-labels#T001~2', 'pending'],
			['tasks-meta:/code/specs/001-labels#T002', 'pending'],
		]);
		expect(list.task('T002').dependencies).toMatchObject([{state: 'ambiguous', key: null}]);
		expect(list.problems).toMatchObject([{code: 'id-duplicate', line: 2}]);
	});

	test('a fence or comment that never ends hides nothing', () => {
		const items = itemsOf(fixture('hostile/tasks.md'));
		expect(items.map(({id}) => id)).toEqual(['T001', 'T002', 'T003', 'T004']);
		expect(items[0]!.title).toBe('red link exe.txt');
	});
});

describe('written dependencies', () => {
	test.each([
		['None', []],
		['N/A', []],
		['T001, T002 and T003', ['T001', 'T002', 'T003']],
		['T009–T011', ['T009', 'T010', 'T011']],
		['T1-T99999999', [null]],
		['1, 2.1', ['1', '2.1']],
		['T003-T001', [null]],
	])('%s', (text, ids) => {
		expect(readDependencies(text, 1).map(({id}) => id)).toEqual(ids);
	});
});
