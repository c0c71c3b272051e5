import {describe, expect, test} from 'vitest';
import {initialScreenState, type ScreenState} from '../../source/commands/screen-state.ts';
import type {Problem} from '../../source/model/problem.ts';
import type {Task} from '../../source/model/task.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {createViewModels} from '../../source/ui/view-model.ts';
import {minute, noon, seenAgo, taskOf} from '../analysis/tasks.ts';
import {problemOf} from './workbench.ts';

const stateOf = (tasks: readonly Task[], problems: readonly Problem[] = []): State => ({
	...emptyState,
	tasks: new Map(tasks.map((task) => [task.key, task])),
	problems,
});

const screenWith = (known: Partial<ScreenState> = {}): ScreenState => ({
	...initialScreenState,
	...known,
});

const tasks = [
	taskOf({id: '1', status: 'completed'}),
	taskOf({id: '2', status: 'failed'}),
	taskOf({id: '3', status: 'running'}),
	taskOf({id: '4', status: 'pending'}),
];

const idsOf = ({items}: {readonly items: readonly {readonly row: {task: Task} | null}[]}) =>
	items.map(({row}) => row?.task.id);

describe('what is shown', () => {
	test('is sorted by attention, and counted', () => {
		const model = createViewModels(1)(stateOf(tasks), screenWith(), noon);
		expect(idsOf(model)).toEqual(['2', '3', '4', '1']);
		expect(model).toMatchObject({total: 4, index: 0, summary: {total: 4, attention: 1}});
	});

	test('is filtered, and says of how many', () => {
		const models = createViewModels(1);
		const model = models(stateOf(tasks), screenWith({filter: '-status:failed'}), noon);
		expect(idsOf(model)).toEqual(['3', '4', '1']);
		expect(model.total).toBe(4);
		// The totals are of everything: a filter hides no failure.
		expect(model.summary.byStatus.failed).toBe(1);
		const none = models(stateOf(tasks), screenWith({filter: 'zzz'}), noon);
		expect(none).toMatchObject({items: [], index: -1, total: 4});
	});

	test('has pinned tasks on top, in their order, whatever the order is', () => {
		const pinned = new Set([tasks[0]!.key, tasks[3]!.key]);
		const models = createViewModels(1);
		expect(idsOf(models(stateOf(tasks), screenWith({pinned}), noon))).toEqual(['4', '1', '2', '3']);
		expect(
			idsOf(models(stateOf(tasks), screenWith({pinned, sort: 'id', isReversed: true}), noon)),
		).toEqual(['4', '1', '3', '2']);
	});

	test('finds every row by its key', () => {
		const model = createViewModels(1)(stateOf(tasks), screenWith({filter: 'zzz'}), noon);
		expect(model.rowByKey.get(tasks[0]!.key)!.task).toBe(tasks[0]);
	});
});

describe('problems', () => {
	const problems = [
		problemOf({code: 'note', severity: 'info'}),
		problemOf({code: 'cycle', severity: 'error', task: tasks[1]!.key}),
		problemOf({code: 'odd', severity: 'warning', path: '/code/other.md', line: 3}),
	];
	const screen = screenWith({view: 'problems'});

	test('stand in order of gravity, beside the task they are about', () => {
		const model = createViewModels(1)(stateOf(tasks, problems), screen, noon);
		expect(model.items.map(({problem}) => problem!.code)).toEqual(['cycle', 'odd', 'note']);
		expect(model.items.map(({row}) => row?.task.id ?? null)).toEqual(['2', null, null]);
		expect(model.total).toBe(3);
	});

	test.for([
		['cycle', ['cycle']],
		['other.md', ['odd']],
		['severity:error', ['cycle']],
		['-about', []],
		['-cycle', ['odd', 'note']],
		['ABOUT odd', ['odd']],
	] as const)('are filtered by %j', ([filter, expected]) => {
		const model = createViewModels(1)(stateOf(tasks, problems), {...screen, filter}, noon);
		expect(model.items.map(({problem}) => problem!.code)).toEqual(expected);
	});

	test('that only time makes true come when it has', () => {
		const models = createViewModels(1);
		const later = [...problems, problemOf({code: 'stale-lock', activeFrom: noon + minute})];
		const state = stateOf(tasks, later);
		const before = models(state, screen, noon);
		expect(before.problems).toHaveLength(3);
		expect(before.changesAt).toBe(noon + minute);
		const after = models(state, screen, noon + minute);
		expect(after.problems).toHaveLength(4);
		expect(after.changesAt).toBeNull();
	});

	test('keep their keys when others come and go, and never share one', () => {
		const models = createViewModels(1);
		const twice = [problems[2]!, {...problems[2]!, message: 'another'}];
		const before = models(stateOf(tasks, twice), screen, noon).items.map(({key}) => key);
		const after = models(stateOf(tasks, [...problems.slice(0, 2), ...twice]), screen, noon);
		expect(after.items.slice(1, 3).map(({key}) => key)).toEqual(before);
		expect(new Set(after.items.map(({key}) => key)).size).toBe(4);
	});
});

describe('nothing is done twice:', () => {
	const state = stateOf(tasks);

	test('a key press sorts and filters nothing', () => {
		const models = createViewModels(1);
		const before = models(state, screenWith({filter: 'task'}), noon);
		const moved = screenWith({
			filter: 'task',
			cursors: {
				...initialScreenState.cursors,
				tasks: {key: tasks[3]!.key, index: 2},
			},
			overlay: 'palette',
			detailsTop: 4,
		});
		const after = models(state, moved, noon + 16);
		expect(after.index).toBe(2);
		expect(after.items).toBe(before.items);
		expect(after.rows).toBe(before.rows);
		expect(after.summary).toBe(before.summary);
		expect(after.problems).toBe(before.problems);
		expect(after.rowByKey).toBe(before.rowByKey);
	});

	test('neither does the clock, while nothing depends on it', () => {
		const models = createViewModels(1);
		const before = models(state, screenWith(), noon);
		expect(before.changesAt).toBeNull();
		expect(models(state, screenWith(), noon + 24 * 60 * minute).items).toBe(before.items);
	});

	test('a letter that changes no match costs no new lines', () => {
		const models = createViewModels(1);
		const before = models(state, screenWith({filter: 'task'}), noon);
		expect(models(state, screenWith({filter: 'task'}), noon).items).toBe(before.items);
		expect(models(state, screenWith({filter: 'tas'}), noon).items).toEqual(before.items);
	});

	test('what did not change in a changed task keeps its line', () => {
		const models = createViewModels(1);
		const before = models(state, screenWith(), noon);
		const changed = stateOf(tasks.with(0, {...tasks[0]!, title: 'Changed'}));
		const after = models(changed, screenWith(), noon);
		expect(after.items[0]!.row).toBe(before.items[0]!.row);
		expect(after.items.at(-1)!.row!.task.title).toBe('Changed');
	});

	test('a verdict that comes with time makes one row anew', () => {
		const models = createViewModels(1);
		const quiet = stateOf([
			...tasks,
			taskOf({id: '5', status: 'running', activity: seenAgo(19 * minute)}),
		]);
		const before = models(quiet, screenWith(), noon);
		expect(before.changesAt).toBe(noon + minute);
		const after = models(quiet, screenWith(), noon + minute);
		expect(after.rowByKey.get(tasks[1]!.key)).toBe(before.rowByKey.get(tasks[1]!.key));
		expect(idsOf(after).slice(0, 2)).toEqual(['2', '3']);
		expect(after.rowByKey.get('tasks-meta:/code/5')!.attention[0]!.code).toBe('quiet');
	});
});
