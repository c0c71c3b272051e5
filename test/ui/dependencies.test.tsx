import {assert, integer, property} from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {outlineOf} from '../../source/analysis/dependencies/outline.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {statuses} from '../../source/model/status.ts';
import {displayWidth} from '../../source/text/width.ts';
import {dependencyLine, dependencySummary} from '../../source/ui/views/dependency-lines.ts';
import {
	anyTasks,
	type Given,
	inWords,
	keyOf,
	missing,
	tasksWith,
} from '../analysis/dependencies/given.ts';
import {minute, noon, seenAgo} from '../analysis/tasks.ts';
import {expectWholeScreen, type OpenApp, openApp} from './open-app.tsx';
import {workbench} from './workbench.ts';

const done = [1, 2, 3].map((minutes) => ({
	id: `T00${minutes}`,
	status: 'completed' as const,
	durationMs: 10 * minutes * minute,
}));

/** One of everything that can hold a task up. */
const given: readonly Given[] = [
	...done,
	{
		id: 'T010',
		title: 'Build the index',
		status: 'running',
		needs: ['T001'],
		startedAt: {at: noon - 4 * minute, source: 'lock'},
		activity: seenAgo(minute),
	},
	{id: 'T011', title: 'Search quickly', needs: ['T010']},
	{id: 'T012', title: 'Rank the results', needs: ['T011', 'T014']},
	{id: 'T013', title: 'Page through them', needs: ['T012']},
	{
		id: 'T014',
		title: 'Sandbox in a cluster',
		status: 'failed',
		error: {message: 'requires a running k3d cluster', category: null, severity: null},
	},
	{id: 'T020', title: 'Import 利用者', needs: ['T021']},
	{id: 'T021', title: 'Export users', needs: ['T020']},
	{id: 'T022', title: 'Mail users', needs: ['T021']},
	{id: 'T030', title: 'Write documents', dependencies: [missing('T099')]},
	{id: 'T040', title: 'Sign the contract', humanRequired: 'only the owner may'},
	{
		id: 'T050',
		title: 'Fix the crash',
		priority: {raw: 'high', rank: 1},
		command: '/implement T050',
	},
	{id: 'T051', title: 'Print a report', dependencies: [inWords('the printer')], score: 4.5},
	{id: 'T060', title: 'Begun too early', status: 'completed', needs: ['T011']},
];

const tasks = [...tasksWith(...given).values()];

const planFor = (all: ReturnType<typeof tasksWith>) => {
	const dependencies = createDependencyBook()(all);
	const workPlan = workPlanOf(
		dependencies,
		[...all.values()].map((task) => rowOf(task, undefined, noon)),
	);
	return {dependencies, workPlan};
};

let app: OpenApp | null = null;

afterEach(async () => {
	await app?.close();
	app = null;
});

describe('the Dependencies view', () => {
	test.each([
		[80, 24],
		[120, 35],
		[200, 50],
	])('looks like its picture at %d x %d', async (columns, rows) => {
		app = await openApp(tasks, {columns, rows});
		app.terminal.type('3');
		await app.terminal.waitFor((lines) => lines.join('\n').includes('HELD UP BY'));
		expectWholeScreen(app);
		await expect(app.text()).toMatchFileSnapshot(`screens/dependencies ${columns}x${rows}.txt`);
	});

	test.each([
		[40, 10],
		[60, 16],
		[12, 4],
	])('fits a screen of %d x %d', async (columns, rows) => {
		app = await openApp(tasks, {columns, rows});
		for (const keys of ['3', 'z', 'G', 'f', '\r']) {
			app.terminal.type(keys);
			await app.terminal.flush();
			expect(app.terminal.lines()).toHaveLength(rows);
		}
	});

	test('focuses on a task with all that is up- and downstream', async () => {
		app = await openApp(tasks, {columns: 100, rows: 24});
		app.terminal.type('/T012');
		app.terminal.press('enter');
		app.terminal.type('f');
		await app.terminal.waitFor((lines) => lines.join('\n').includes('HOLDS UP'));
		await expect(app.text()).toMatchFileSnapshot('screens/dependencies-focus 100x24.txt');
	});

	test('says that nothing waits', async () => {
		app = await openApp([...tasksWith(...done).values()], {columns: 80, rows: 24});
		app.terminal.type('3');
		await app.terminal.waitFor((lines) => lines.join('\n').includes('Nothing is open'));
		expect(app.text()).toContain('3 Dependencies │');
	});

	test('can be heard', async () => {
		app = await openApp(tasks, {isScreenReader: true, columns: 80, rows: 24});
		app.terminal.type('v');
		await app.terminal.waitFor((lines) => lines.join('\n').includes('line 2 of'));
		expect(app.terminal.text()).toContain('T020 → T021 → T020');
	});
});

describe('keys', () => {
	const lineOf = (bench: ReturnType<typeof workbench>) =>
		bench.controller.frame().selected?.outline?.key ?? null;

	test('v validates from anywhere, and shows what is wrong first', () => {
		const bench = workbench(tasks);
		bench.press('v');
		expect(bench.screen().view).toBe('dependencies');
		expect(bench.message()).toBe('dependencies: 2 errors, 2 warnings; t goes to the task');
		expect(bench.controller.frame().selected?.problem?.code).toBe('dependency-cycle');
		bench.press('down', 't');
		expect(bench.screen().view).toBe('tasks');
		expect(bench.selected()).toBe('T030');
	});

	test.each<readonly [readonly Given[], string]>([
		[[{id: '1'}], 'no task names a dependency'],
		[
			[
				{id: '1', status: 'completed'},
				{id: '2', needs: ['1']},
			],
			'the one dependency is satisfied',
		],
		[
			[{id: '1'}, {id: '2', needs: ['1']}],
			'1 dependency is in order: 1 of 2 open tasks waits for others',
		],
	])('v says when all is well', (few, text) => {
		const bench = workbench([...tasksWith(...few).values()]);
		bench.press('v');
		expect(bench.message()).toBe(text);
		expect(bench.screen().message?.tone).toBe('done');
	});

	test('right and left unfold and fold; z does it with all', () => {
		const many = Array.from({length: 40}, (_, index) => ({
			id: `x${index}`,
			needs: index % 4 === 0 ? [] : [`x${index - (index % 4)}`],
		}));
		const bench = workbench([...tasksWith(...many).values()]);
		bench.press('3', 'down');
		const before = bench.ids().length;
		bench.press('right');
		expect(bench.ids().length).toBe(before + 3);
		bench.press('down', 'left');
		expect(lineOf(bench)).toBe(`tree:${keyOf('x0')}`);
		bench.press('left');
		expect(bench.ids().length).toBe(before);
		bench.press('left');
		expect(lineOf(bench)).toBe('section:next');
		bench.press('z');
		expect(bench.ids().length).toBeGreaterThan(40);
		bench.press('z');
		expect(bench.ids().length).toBe(before);
	});

	test('f focuses and Esc leads back', () => {
		const bench = workbench(tasks);
		bench.press('3', 'down', 'f');
		expect(bench.message()).toBeNull();
		expect(bench.screen().focus).not.toBeNull();
		bench.press('escape');
		expect(bench.screen().focus).toBeNull();
		expect(bench.screen().view).toBe('dependencies');
	});

	test('y copies the way of a cycle, or the command of a task', () => {
		const bench = workbench(tasks);
		bench.press('v', 'y');
		expect(bench.effects.copy).toHaveBeenLastCalledWith('T020 → T021 → T020', 'path');
		bench.press('/');
		bench.controller.paste('T050');
		bench.press('enter', 'g', 'y');
		expect(bench.effects.copy).toHaveBeenLastCalledWith('/implement T050', 'command');
	});

	test('what is folded away is found by the filter', () => {
		const bench = workbench(tasks);
		bench.press('3', '/');
		bench.controller.paste('T013');
		expect(bench.ids()).toContain('T013');
		expect(new Set(bench.ids())).toEqual(new Set(['T013']));
	});
});

describe('the lines', () => {
	test('hold every open task once, and no other, whatever the graph', () => {
		assert(
			property(anyTasks(statuses), (all) => {
				const {dependencies, workPlan} = planFor(all);
				const lines = outlineOf(workPlan, dependencies, {turned: new Set(), isUnfolded: true});
				const {tasks: list} = workPlan.standings.graph;
				const shown = lines.flatMap(({type, position, section}) =>
					type === 'task' && section !== 'path' ? [position!] : [],
				);
				const open = list.flatMap(({status}, position) =>
					['completed', 'cancelled', 'skipped'].includes(status) ? [] : [position],
				);
				expect(new Set(shown).size).toBe(shown.length);
				expect(open.filter((position) => !shown.includes(position))).toEqual([]);
				// What was given up is shown only where it holds others up.
				const {held} = workPlan.standings;
				expect(shown.filter((at) => !open.includes(at) && held[at] === 0)).toEqual([]);
				expect(new Set(lines.map(({key}) => key)).size).toBe(lines.length);
			}),
			{numRuns: 1000},
		);
	});

	test('fit every width', () => {
		const {dependencies, workPlan} = planFor(tasksWith(...given));
		const lines = outlineOf(workPlan, dependencies, {turned: new Set(), isUnfolded: true});
		assert(
			property(integer({min: 30, max: 200}), (width) => {
				for (const line of lines) {
					const text = dependencyLine(workPlan, line, {width, now: noon})
						.map((segment) => segment.text)
						.join('');
					expect(displayWidth(text)).toBeLessThanOrEqual(width);
				}
			}),
			{numRuns: 60},
		);
	});

	test('sum up how much moves', () => {
		expect(dependencySummary(planFor(tasksWith(...given)).workPlan)).toBe(
			'12 open: 7 wait, 1 stuck, 1 runs, 1 needs a person, 2 can start · longest way 4 tasks, about 1h20m',
		);
		expect(dependencySummary(planFor(tasksWith(...done)).workPlan)).toBe(
			'no open tasks: nothing waits',
		);
	});
});
