import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {
	assembleFiles,
	fixtureFile,
	type File,
	hour,
	listPath,
	minute,
	now,
	project,
} from './project.ts';

const path = listPath('shop');
const assembleList = (text: string, at?: number) =>
	assembleFiles({path, text, ...(at === undefined ? {} : {at})});

const facts = (task: {facts: readonly {label: string; value: string}[]}) =>
	task.facts.map(({label, value}) => `${label}: ${value}`);

describe('rows', () => {
	const {tasks, task, codes} = assembleFiles(
		fixtureFile('good/editor', '.kiro/specs/photo-upload/tasks.md', now - minute),
		fixtureFile('good/editor', '.kiro/specs/photo-upload/.config.kiro', now - 9 * hour),
		{path: `${project}/.kiro/specs/photo-upload/state.md`, text: 'prose', at: now - 9 * hour},
	);

	test('are the leaves, in the order of the file', () => {
		expect(tasks.map(({id, order, status}) => `${order} ${id} ${status}`)).toEqual([
			'0 1.1 completed',
			'1 1.2 completed',
			'2 2.1 completed',
			'3 2.2 running',
			'4 2.3 pending',
			'5 2.4 pending',
			'6 3 pending',
		]);
		expect(codes).toEqual([]);
	});

	test('have the parent as section, and as stage, counted while they run', () => {
		expect(tasks.map(({section}) => section)).toEqual([
			'Set up storage',
			'Set up storage',
			'Build the API',
			'Build the API',
			'Build the API',
			'Build the API',
			null,
		]);
		expect(task('2.2').stage).toEqual({name: 'Build the API', index: 1, total: 3});
		expect(task('2.4').stage).toEqual({name: 'Build the API', index: null, total: null});
		expect(task('3').stage).toBeNull();
	});

	test('tell everything else as facts', () => {
		expect(facts(task('2.3'))).toEqual([
			'optional: not counted',
			'wave: 2: after the endpoint',
			'section: Build the API: 1 of 3 done, +1 optional',
			'spec: 3 of 6 done, +1 optional',
			'type: feature',
			'workflow: requirements-first',
			'spec id: 0a1b2c3d',
			'diary: .kiro/specs/photo-upload/state.md',
		]);
		expect(facts(task('1.1'))).toContain('requirements: 1.1, 1.2');
		expect(facts(task('2.2'))).toContain('detail: Refuse files above 10 MB');
	});

	test('have no times but that of the file, and only while they run', () => {
		expect(task('2.2')).toMatchObject({
			startedAt: null,
			durationMs: null,
			retries: null,
			updatedAt: {at: now - minute, source: 'task list changed'},
		});
		expect(task('2.4').updatedAt).toBeNull();
		expect(task('1.1')).toMatchObject({completedAt: null, updatedAt: null, progress: 1});
	});

	test('lead to their line', () => {
		expect(task('2.2').files).toEqual([
			{path: `${project}/.kiro/specs/photo-upload/tasks.md`, line: 12},
		]);
	});

	test('have none to start while its wave only waits for one that runs', () => {
		expect(tasks.filter(({nextStep}) => nextStep)).toEqual([]);
		expect(task('2.4').dependencies.map(({raw}) => raw)).toEqual(['2.1', '2.2']);
	});
});

test('cc-sdd: phase and approvals are facts, the list decides', () => {
	const {task, codes} = assembleFiles(
		fixtureFile('good/cc-sdd', '.kiro/specs/billing/tasks.md'),
		fixtureFile('good/cc-sdd', '.kiro/specs/billing/spec.json'),
	);
	expect(task('2.1')).toMatchObject({
		title: '一覧エンドポイント',
		section: 'API',
		status: 'pending',
	});
	expect(facts(task('2.1'))).toEqual([
		'parallel: may run beside others',
		'section: API: 0 of 2 done',
		'spec: 2 of 4 done',
		'phase: tasks-generated',
		'approvals: requirements approved, design approved, tasks to approve',
		'ready for implementation: no',
		'language: ja',
	]);
	expect(codes).toEqual([]);
});

test('heading tasks: their boxes are the stage', () => {
	const {task, tasks} = assembleFiles(
		fixtureFile('good/headings', '.kiro/specs/search/tasks.md', now),
	);
	expect(tasks.map(({id, status, progress}) => [id, status, progress])).toEqual([
		['1.1', 'completed', 1],
		['1.2', 'partial', 0.5],
		['1.3', 'completed', 1],
		['2', 'running', 0],
	]);
	expect(task('1.2')).toMatchObject({
		stage: {name: 'Split them into words', index: 1, total: 2},
		nextStep: 'finish: Split them into words',
		section: 'Index',
	});
	expect(task('1.1').stage).toEqual({name: 'all steps done', index: 2, total: 2});
});

test('whatever the mark, only x is done', () => {
	const {tasks} = assembleList(
		'- [x] 1. A\n- [X] 2. B\n- [-] 3. C\n- [~] 4. D\n- [!] 5. E\n- [ ] 6. F',
	);
	expect(tasks.map(({status, rawStatus}) => `${rawStatus} ${status}`)).toEqual([
		'[x] completed',
		'[X] completed',
		'[-] running',
		'[~] pending',
		'[!] unknown',
		'[ ] pending',
	]);
	expect(facts(tasks[0]!)).toContain('spec: 2 of 6 done');
});

describe('a box in progress', () => {
	const verdict = (text: string, age: number, ...others: File[]) => {
		const {task} = assembleFiles({path, text, at: now - age}, ...others);
		return rowOf(task('1'), undefined, now);
	};

	test.for([
		[minute, 'running'],
		[29 * minute, 'running'],
		[30 * minute, 'interrupted'],
	] as const)('and nothing changed for %i ms: %s', ([age, status]) => {
		expect(verdict('- [-] 1. A', age).status).toBe(status);
	});

	test('lives while another file of its spec changes, not one of another spec', () => {
		const config = (spec: string): File => ({
			path: `${project}/.kiro/specs/${spec}/.config.kiro`,
			text: '{}',
			at: now - minute,
		});
		expect(verdict('- [-] 1. A', hour, config('shop')).status).toBe('running');
		expect(verdict('- [-] 1. A', hour, config('other')).status).toBe('interrupted');
	});

	test('with a queue behind it says so', () => {
		const {task, tasks} = assembleList('- [-] 1. A\n- [~] 2. B\n- [~] 3. C');
		expect(task('1').activity?.signals).toContainEqual(
			expect.objectContaining({weight: 'note', says: '2 more tasks are queued behind it'}),
		);
		expect(tasks.map(({status}) => status)).toEqual(['running', 'pending', 'pending']);
		expect(task('2').nextStep).toBe('queued by the editor, next in line');
	});

	test('beside another is a finding', () => {
		const {problems} = assembleList('- [-] 1. A\n- [ ] 2. B\n- [-] 3. C');
		expect(problems).toMatchObject([
			{
				code: 'several-in-progress',
				severity: 'warning',
				line: 3,
				message: expect.stringContaining('1, 3'),
			},
		]);
	});
});

describe('a parent and its leaves', () => {
	test.for([
		['- [x] 1. A\n- [x] 1.1 B', null],
		['- [ ] 1. A\n- [ ] 1.1 B', null],
		['- [ ] 1. A\n- [x] 1.1 B\n- [ ] 1.2 C', null],
		['- [-] 1. A\n- [x] 1.1 B\n- [-] 1.2 C', null],
		['- [x] 1. A\n- [x] 1.1 B\n- [ ]* 1.2 C', null],
		['- [x] 1. A\n- [x] 1.1 B\n- [ ] 1.2 C', '1 is ticked, but 1.2 is open below it'],
		['- [x] 1. A\n- [~] 1.1 B\n- [-] 1.2 C', '1 is ticked, but 1.1, 1.2 are open below it'],
		['- [ ] 1. A\n- [x] 1.1 B', '1 is [ ], but nothing required is left below it'],
		['- [-] 1. A\n- [x] 1.1 B\n- [ ]* 1.2 C', '1 is [-], but nothing required is left below it'],
		['- [ ] 1. A\n- [ ]* 1.1 B', '1 is [ ], but nothing required is left below it'],
	] as const)('%j: %s', ([text, message]) => {
		const found = assembleList(text).problems.filter(({code}) => code === 'parent-disagrees');
		expect(found.map((problem) => problem.message)).toEqual(message === null ? [] : [message]);
		expect(found.every(({line, severity}) => line === 1 && severity === 'warning')).toBe(true);
	});

	test('left in progress with nothing to do: its last leaf says so', () => {
		const {task} = assembleList('- [-] 1. A\n- [x] 1.1 B\n- [x] 1.2 C');
		expect(task('1.2').attention).toEqual([
			{code: 'left-in-progress', message: 'box of 1 left in progress'},
		]);
		expect(task('1.1').attention).toEqual([]);
	});
});

describe('an archived spec', () => {
	const archived = listPath('_completed/shop');

	test('is settled, marked in its group, and raises no attention', () => {
		const {tasks, codes} = assembleFiles({
			path: archived,
			text: '- [-] 1. A\n- [x] 1.1 B\n- [ ] 1.2 C\n- [-] 2. D\n- [ ]* 3. E',
		});
		expect(tasks.map(({id, status}) => `${id} ${status}`)).toEqual([
			'1.1 completed',
			'1.2 skipped',
			'2 skipped',
			'3 skipped',
		]);
		expect(tasks.every(({group}) => group === 'specs/_completed/shop (archived)')).toBe(true);
		expect(
			tasks.flatMap(({attention, activity, nextStep}) => [attention, activity, nextStep].flat()),
		).toEqual(tasks.flatMap(() => [null, null]));
		expect(codes).toEqual(['archived-open']);
	});

	test('finished: nothing to say', () => {
		const {codes} = assembleFiles({path: archived, text: '- [x] 1. A\n- [ ]* 2. B'});
		expect(codes).toEqual([]);
	});

	test('and a live one of the same name are two groups', () => {
		const {tasks} = assembleFiles({path: archived, text: '- [ ] 1. A'}, {path, text: '- [x] 1. A'});
		expect(tasks.map(({group, status}) => [group, status])).toEqual([
			['specs/_completed/shop (archived)', 'skipped'],
			['specs/shop', 'completed'],
		]);
		expect(new Set(tasks.map(({key}) => key)).size).toBe(2);
	});
});

test.for([
	['.kiro/specs/shop/tasks.md', 'specs/shop'],
	['.kiro/specs/a/b/tasks.md', 'specs/a/b'],
	['.kiro/specs/a/tasks-phase-1.md', 'specs/a/tasks-phase-1.md'],
	['.kiro/specs/tasks.md', 'specs/tasks.md'],
	['web/.kiro/specs/shop/tasks.md', 'web/specs/shop'],
] as const)('%s is called %s', ([file, label]) => {
	const {tasks} = assembleFiles({path: `${project}/${file}`, text: '- [ ] 1. A'});
	expect(tasks[0]?.group).toBe(label);
});

test('broken and empty files beside a list cost nothing but a finding', () => {
	const {tasks, problems} = assembleFiles(
		{path: listPath('new'), text: '- [ ] 1. A'},
		fixtureFile('broken/empty', '.kiro/specs/new/.config.kiro'),
		{path: `${project}/.kiro/specs/new/spec.json`, text: ''},
	);
	expect(tasks).toHaveLength(1);
	expect(problems.map(({code, severity}) => [code, severity])).toEqual([
		['file-unreadable', 'warning'],
		['file-empty', 'warning'],
	]);
	const torn = assembleFiles(fixtureFile('broken/torn-graph', '.kiro/specs/api/tasks.md'));
	expect(torn.tasks).toHaveLength(2);
	expect(torn.problems).toMatchObject([{code: 'file-unreadable', severity: 'warning'}]);
});

test('ids that occur twice give two rows', () => {
	const {tasks} = assembleList('- [x] 1. A\n- [ ] 1. B');
	expect(tasks.map(({key}) => key)).toEqual([`kiro:${path}#1`, `kiro:${path}#1~2`]);
});
