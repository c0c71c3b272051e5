import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {hour, minute, noon, seenAgo, taskOf} from '../analysis/tasks.ts';
import {problemOf, workbench} from './workbench.ts';

const ids = (from: number, to: number): string[] =>
	Array.from({length: to - from + 1}, (_, index) => `T${String(from + index).padStart(3, '0')}`);

const tasksOf = (names: readonly string[]) =>
	names.map((id, order) => taskOf({id, order, status: 'pending'}));

const running = (id: string, since: number) =>
	taskOf({id, status: 'running', startedAt: {at: since, source: 'lock'}});

describe('the selection', () => {
	test('moves with the arrows, and stops at the ends', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		expect(bench.selected()).toBe('T001');
		bench.press('up');
		expect(bench.selected()).toBe('T001');
		bench.press('down', 'j', 'l');
		expect(bench.selected()).toBe('T004');
		bench.press('down', 'down', 'down');
		expect(bench.selected()).toBe('T005');
		bench.press('k', 'h');
		expect(bench.selected()).toBe('T003');
		bench.press('g');
		expect(bench.selected()).toBe('T001');
		bench.press('G');
		expect(bench.selected()).toBe('T005');
	});

	test('moves by pages', () => {
		const bench = workbench(tasksOf(ids(1, 100)));
		const {tableRows} = bench.controller.frame().layout;
		bench.press('pagedown');
		expect(bench.controller.frame().model.index).toBe(tableRows);
		bench.press('ctrl+d', 'ctrl+u', 'pageup');
		expect(bench.controller.frame().model.index).toBe(0);
	});

	test('stays on its task when others come, go and change places', () => {
		const bench = workbench(tasksOf(ids(10, 20)));
		bench.press('down', 'down');
		expect(bench.selected()).toBe('T012');
		bench.put(tasksOf(ids(1, 20)));
		expect(bench.selected()).toBe('T012');
		expect(bench.controller.frame().model.index).toBe(11);
		bench.put(tasksOf(['T012', 'T999']));
		expect(bench.selected()).toBe('T012');
		bench.put(tasksOf([...ids(100, 400), 'T012']));
		expect(bench.selected()).toBe('T012');
		expect(bench.controller.frame().visible.map(({row}) => row!.task.id)).toContain('T012');
	});

	test('goes to what stands in its place when its task vanishes', () => {
		const bench = workbench(tasksOf(ids(10, 20)));
		bench.press('down', 'down');
		// It moves on to line 12 of 20, and vanishes there.
		bench.put(tasksOf(ids(1, 20)));
		expect(bench.selected()).toBe('T012');
		bench.put(tasksOf(ids(1, 20).filter((id) => id !== 'T012')));
		expect(bench.selected()).toBe('T013');
		bench.put(tasksOf(ids(1, 3)));
		expect(bench.selected()).toBe('T003');
		bench.put([]);
		expect(bench.selected()).toBeNull();
	});

	test('is back on its task when that comes back', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('down', 'down');
		bench.put(tasksOf(['T001', 'T002', 'T004', 'T005']));
		expect(bench.selected()).toBe('T004');
		bench.put(tasksOf(ids(1, 5)));
		expect(bench.selected()).toBe('T003');
	});

	test('is on top until somebody moves it: what presses most', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.put([...tasksOf(ids(1, 5)), taskOf({id: 'failed', status: 'failed'})]);
		expect(bench.selected()).toBe('failed');
	});

	test('stays on what one looks into, even if one never moved', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('enter');
		bench.put([...tasksOf(ids(1, 5)), taskOf({id: 'failed', status: 'failed'})]);
		expect(bench.ids()[0]).toBe('failed');
		expect(bench.selected()).toBe('T001');
	});

	test('follows its task through filter and order', () => {
		const bench = workbench(tasksOf(ids(1, 9)));
		bench.press('down', 'down', '/', 'T', '0', '0', '3');
		expect(bench.selected()).toBe('T003');
		bench.press('escape');
		expect(bench.selected()).toBe('T003');
		bench.press('S');
		expect(bench.selected()).toBe('T003');
		expect(bench.ids()[0]).toBe('T009');
	});

	test('stays on its problem when others come', () => {
		const problems = ['a', 'b', 'c'].map((code) => problemOf({code}));
		const bench = workbench([], {problems});
		bench.press('2', 'down');
		const code = () => bench.controller.frame().selected!.problem!.code;
		expect(code()).toBe('b');
		bench.put([], [problemOf({code: 'grave', severity: 'error'}), ...problems]);
		expect(code()).toBe('b');
	});

	test('is kept for each view', () => {
		const bench = workbench(tasksOf(ids(1, 5)), {
			problems: [problemOf({code: 'a'}), problemOf({code: 'b'})],
		});
		bench.press('down', 'down', 'tab', 'down', 'tab', 'tab', 'tab', 'tab');
		expect(bench.selected()).toBe('T003');
		bench.press('2');
		expect(bench.controller.frame().selected!.problem!.code).toBe('b');
	});

	test('keeps the window where it is, as far as it can', () => {
		const bench = workbench(tasksOf(ids(1, 100)));
		for (const key of Array.from({length: 60}, () => 'down')) {
			bench.press(key);
		}

		const {top} = bench.controller.frame();
		expect(top).toBeGreaterThan(0);
		bench.press('up', 'up');
		expect(bench.controller.frame().top).toBe(top);
	});
});

describe('from a task to its problems and back', () => {
	const tasks = tasksOf(ids(1, 5));
	const problems = [
		problemOf({code: 'file'}),
		problemOf({code: 'own', task: tasks[3]!.key}),
		problemOf({code: 'other', task: tasks[0]!.key}),
	];

	test('one key leads across', () => {
		const bench = workbench(tasks, {problems});
		bench.press('down', 'down', 'down', 't');
		expect(bench.screen().view).toBe('problems');
		expect(bench.controller.frame().selected!.problem!.code).toBe('own');
		bench.press('G', 't');
		expect(bench.screen().view).toBe('tasks');
		expect(bench.selected()).toBe('T001');
	});

	test('a filter does not hide where it leads', () => {
		const bench = workbench(tasks, {problems});
		bench.press('/', ...'id:T004'.split(''), 'enter', 't');
		expect(bench.controller.frame().selected!.problem!.code).toBe('own');
		bench.press('/', ...'own'.split(''), 'enter', 't');
		expect(bench.selected()).toBe('T004');
	});

	test('it says when it leads nowhere', () => {
		const bench = workbench(tasks, {problems});
		bench.press('down', 't');
		expect(bench.message()).toBe('no problem is known for this task');
		expect(bench.screen().view).toBe('tasks');
		bench.press('2', 't');
		expect(bench.message()).toBe('this problem is about a file, not about one task');
	});
});

describe('Esc goes back step by step and never quits:', () => {
	test('filter line, details, filter, and then nothing', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('/', 'T', 'enter', 'enter', '?');
		expect(bench.screen()).toMatchObject({overlay: 'help', details: 'shown', filter: 'T'});
		bench.press('escape');
		expect(bench.screen()).toMatchObject({overlay: null, details: 'shown', filter: 'T'});
		bench.press('escape');
		expect(bench.screen()).toMatchObject({details: 'automatic', filter: 'T'});
		bench.press('escape');
		expect(bench.screen().filter).toBe('');
		const {frame} = bench.controller;
		const before = frame();
		bench.press('escape', 'escape');
		expect(frame()).toBe(before);
		expect(bench.effects.quit).not.toHaveBeenCalled();
	});

	test.for(['filter.open', 'program.palette', 'program.help', 'program.watched'])(
		'out of %s',
		(id) => {
			const bench = workbench(tasksOf(ids(1, 5)));
			bench.press(commands.find((command) => command.id === id)!.keys[0]!);
			expect(bench.screen().overlay).not.toBeNull();
			bench.press('escape');
			expect(bench.screen().overlay).toBeNull();
			expect(bench.effects.quit).not.toHaveBeenCalled();
		},
	);

	test('in a wide terminal too', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.controller.resize({columns: 200, rows: 50});
		bench.press('escape', 'enter', 'enter', 'escape', 'escape');
		expect(bench.controller.frame().layout.details).toBe('beside');
		expect(bench.effects.quit).not.toHaveBeenCalled();
	});
});

describe('the filter', () => {
	test('works while one types', () => {
		const bench = workbench(tasksOf(['alpha', 'beta', 'gamma']));
		bench.press('/', 'b');
		expect(bench.ids()).toEqual(['beta']);
		bench.press('backspace');
		expect(bench.ids()).toEqual(['alpha', 'beta', 'gamma']);
	});

	test('takes letters that are keys elsewhere', () => {
		const bench = workbench(tasksOf(['quiet', 'jump']));
		bench.press('/', 'q', 'space', '?', ':', '1', 'p');
		expect(bench.screen()).toMatchObject({filter: 'q ?:1p', isPaused: false, overlay: 'filter'});
		expect(bench.effects.quit).not.toHaveBeenCalled();
	});

	test('lets one walk through the list meanwhile', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('/', 'T', 'down', 'down');
		expect(bench.selected()).toBe('T003');
		expect(bench.screen()).toMatchObject({overlay: 'filter', filter: 'T'});
	});

	test('opens with what it was', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('/', '0', '3', 'enter', '/');
		expect(bench.screen().input).toEqual({text: '03', caret: 2});
		bench.press('ctrl+u', '0', '4', 'enter');
		expect(bench.ids()).toEqual(['T004']);
	});
});

describe('the palette', () => {
	test('runs the chosen command', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press(':', ...'pause'.split(''), 'enter');
		expect(bench.screen()).toMatchObject({isPaused: true, overlay: null});
	});

	test('runs another than the first', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press(':', ...'sort by'.split(''), 'down', 'down', 'up', 'ctrl+n', 'ctrl+p', 'enter');
		expect(bench.screen().overlay).toBeNull();
		expect(bench.screen().sort).not.toBe('attention');
	});

	test('stops at its ends', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press(':', 'up');
		expect(bench.screen().paletteIndex).toBe(0);
		bench.press(...commands.map(() => 'down'), 'down');
		expect(bench.screen().paletteIndex).toBe(commands.length - 1);
		bench.press(...'zzzz'.split(''), 'down');
		expect(bench.screen().paletteIndex).toBe(0);
		bench.press('enter');
		expect(bench.screen().overlay).toBeNull();
	});

	test('says why a command cannot be run', () => {
		const bench = workbench([]);
		bench.press(':', ...'open the file'.split(''), 'enter');
		expect(bench.message()).toBe('nothing is selected');
	});

	test('opens another overlay', () => {
		const bench = workbench([]);
		bench.press(':', ...'help'.split(''), 'enter');
		expect(bench.screen().overlay).toBe('help');
	});
});

describe('messages', () => {
	test('say why a key does nothing, and vanish with the next key', () => {
		const bench = workbench([]);
		bench.press('o');
		expect(bench.message()).toBe('nothing is selected');
		bench.press('x');
		expect(bench.message()).toBeNull();
	});

	test('do not swallow the key they vanish with', () => {
		const bench = workbench([]);
		bench.press('o', '2');
		expect(bench.message()).toBeNull();
		expect(bench.screen().view).toBe('problems');
	});

	test('are replaced by the next', () => {
		const bench = workbench(tasksOf(ids(1, 2)));
		bench.press('y');
		expect(bench.message()).toMatch(/no command is known/);
		bench.press('J');
		expect(bench.message()).toBe('the details are not open');
	});
});

describe('effects', () => {
	test('get what is selected, and only that', () => {
		const files = [{path: '/code/tasks.md', line: 12}];
		const bench = workbench([taskOf({id: '1', files, command: '/implement T001'})]);
		bench.press('o', 'y', 'Y');
		expect(bench.effects.openInEditor.mock.calls).toEqual([['/code/tasks.md', 12]]);
		expect(bench.effects.copy.mock.calls).toEqual([
			['/implement T001', 'command'],
			['/code/tasks.md:12', 'path'],
		]);
	});

	test('of a problem are about its file', () => {
		const bench = workbench([], {problems: [problemOf({code: 'a', path: '/code/b.md'})]});
		bench.press('2', 'o', 'Y');
		expect(bench.effects.openInEditor.mock.calls).toEqual([['/code/b.md', null]]);
		expect(bench.effects.copy.mock.calls).toEqual([['/code/b.md', 'path']]);
	});

	test('are asked for by their keys', () => {
		const bench = workbench([]);
		bench.press('ctrl+r', 'ctrl+l', 'ctrl+z', 'q', 'ctrl+c');
		expect(bench.effects.rescan).toHaveBeenCalledOnce();
		expect(bench.effects.redraw).toHaveBeenCalledOnce();
		expect(bench.effects.suspend).toHaveBeenCalledOnce();
		expect(bench.effects.quit).toHaveBeenCalledTimes(2);
	});

	test.for(['/', ':', '?', 'i'])('Ctrl+C quits from everywhere: after %s', (key) => {
		const bench = workbench([]);
		bench.press(key, 'ctrl+c');
		expect(bench.effects.quit).toHaveBeenCalledOnce();
	});

	test('never come from a paste', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		const before = bench.screen();
		bench.controller.paste('q\n:quit\r');
		expect(bench.screen()).toBe(before);
		bench.press(':');
		bench.controller.paste('quit\r\n');
		expect(bench.screen()).toMatchObject({overlay: 'palette', input: {text: 'quit'}});
		bench.press('escape', '/');
		bench.controller.paste('T00\u001B[2J3');
		expect(bench.ids()).toEqual(['T003']);
		expect(bench.effects.quit).not.toHaveBeenCalled();
	});
});

describe('what scrolls', () => {
	const scrolling = (lines: number) => workbench(tasksOf(ids(1, 3)), {paneLength: () => lines});
	const top = (bench: ReturnType<typeof workbench>): number => bench.screen().detailsTop;

	test.for(['enter', '?', 'i'])('after %s stops at its ends, and one key leads back', (key) => {
		const bench = scrolling(100);
		bench.press(key);
		const last = 100 - bench.controller.frame().layout.bodyRows;
		bench.press('up', 'pageup');
		expect(top(bench)).toBe(0);
		bench.press('down', 'j');
		expect(top(bench)).toBe(2);
		bench.press(...Array.from({length: 20}, () => 'pagedown'));
		expect(top(bench)).toBe(last);
		bench.press('k');
		expect(top(bench)).toBe(last - 1);
		bench.press('g');
		expect(top(bench)).toBe(0);
		bench.press('G');
		expect(top(bench)).toBe(last);
		expect(bench.selected()).toBe('T001');
	});

	test('does not when all of it is seen', () => {
		const bench = scrolling(3);
		bench.press('enter', 'down', 'G', 'J');
		expect(top(bench)).toBe(0);
	});
});

describe('paused', () => {
	test('the screen keeps what it showed, and catches up', () => {
		let now = noon;
		const bench = workbench([running('old', noon - minute)], {now: () => now});
		bench.press('p');
		now += hour;
		bench.put([running('new', noon)]);
		expect(bench.ids()).toEqual(['old']);
		expect(bench.controller.frame().now).toBe(noon);
		expect(bench.controller.frame().changesAt).toBeNull();
		bench.press('p');
		expect(bench.ids()).toEqual(['new']);
		expect(bench.controller.frame().now).toBe(noon + hour);
	});

	test('one can still look around', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		bench.press('p', 'down', '/', '0', '3');
		bench.put([]);
		expect(bench.ids()).toEqual(['T003']);
	});

	test('a change draws nothing', () => {
		const bench = workbench(tasksOf(ids(1, 5)));
		const listener = vi.fn<() => void>();
		bench.press('p');
		bench.controller.subscribe(listener);
		bench.put([]);
		expect(listener).not.toHaveBeenCalled();
	});
});

describe('the clock', () => {
	beforeEach(() => {
		vi.useFakeTimers({now: noon});
	});

	afterEach(() => {
		vi.useRealTimers();
	});

	const ticking = (tasks: Parameters<typeof workbench>[0]) => {
		const bench = workbench(tasks, {now: Date.now});
		const drawn: number[] = [];
		bench.controller.subscribe(() => {
			bench.controller.frame();
			drawn.push(Date.now() - noon);
		});
		bench.controller.frame();
		return {...bench, drawn};
	};

	test('does not run while nothing runs', () => {
		const {drawn} = ticking([
			taskOf({id: '1', status: 'completed', durationMs: minute}),
			taskOf({id: '2', status: 'pending', updatedAt: {at: noon - 1, source: 'file changed'}}),
		]);
		expect(vi.getTimerCount()).toBe(0);
		vi.advanceTimersByTime(24 * hour);
		expect(drawn).toEqual([]);
	});

	test('draws a young run every second, on the second, all of them at once', () => {
		const {drawn} = ticking([
			running('1', noon - 100),
			running('2', noon - 450),
			running('3', noon - 61_999),
		]);
		vi.advanceTimersByTime(3000);
		expect(drawn).toEqual([1000, 2000, 3000]);
	});

	test('draws a run of more than a minute every five seconds', () => {
		const {drawn} = ticking([running('1', noon - 2 * minute - 300), running('2', noon - hour)]);
		vi.advanceTimersByTime(12_000);
		expect(drawn).toEqual([5000, 10_000]);
	});

	test('draws an old run once a minute', () => {
		const {drawn} = ticking([running('1', noon - 20 * minute - 500)]);
		vi.advanceTimersByTime(3 * minute);
		expect(drawn).toEqual([60_000, 120_000, 180_000]);
	});

	test('does not run for tasks that are out of sight', () => {
		const bench = ticking([...tasksOf(ids(1, 100)), running('late', noon)]);
		bench.press('S', 'g');
		expect(bench.controller.frame().visible.map(({row}) => row!.task.id)).not.toContain('late');
		bench.drawn.length = 0;
		vi.advanceTimersByTime(10_000);
		expect(bench.drawn).toEqual([]);
		bench.press('G');
		bench.drawn.length = 0;
		vi.advanceTimersByTime(2000);
		expect(bench.drawn).toHaveLength(2);
	});

	test.for(['?', ':', 'i'])('does not run for what is covered by %s', (key) => {
		const bench = ticking([running('1', noon)]);
		bench.press(key);
		bench.drawn.length = 0;
		vi.advanceTimersByTime(10_000);
		expect(bench.drawn).toEqual([]);
	});

	test('stands still while paused', () => {
		const bench = ticking([running('1', noon)]);
		bench.press('p');
		bench.drawn.length = 0;
		vi.advanceTimersByTime(10_000);
		expect(bench.drawn).toEqual([]);
	});

	test('turns a silent task when its time has come', () => {
		const bench = ticking([taskOf({id: '1', status: 'running', activity: seenAgo(19 * minute)})]);
		vi.advanceTimersByTime(minute - 1);
		expect(bench.drawn).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(bench.drawn).toEqual([minute]);
		expect(bench.controller.frame().model.items[0]!.row!.attention[0]!.code).toBe('quiet');
	});

	test('waits for the next whole second, where others may wait too', () => {
		const bench = ticking([
			taskOf({id: '1', status: 'running', activity: seenAgo(20 * minute - 4300)}),
			taskOf({id: '2', status: 'running', activity: seenAgo(20 * minute - 4700)}),
		]);
		vi.advanceTimersByTime(6000);
		expect(bench.drawn).toEqual([5000]);
	});

	test('keeps the ages in the details right', () => {
		const bench = ticking([taskOf({id: '1', status: 'running', activity: seenAgo(30_000)})]);
		bench.press('enter');
		bench.drawn.length = 0;
		vi.advanceTimersByTime(2 * minute);
		// "just now" becomes "1m ago", which becomes "2m ago".
		expect(bench.drawn).toEqual([30_000, 90_000]);
	});

	test('stops with the screen', () => {
		const bench = ticking([running('1', noon)]);
		expect(bench.listeners()).toBe(3);
		bench.controller.close();
		expect(vi.getTimerCount()).toBe(0);
		expect(bench.listeners()).toBe(0);
		bench.put([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});

test('nothing is drawn for a key that changes nothing', () => {
	const bench = workbench(tasksOf(ids(1, 5)));
	bench.press('down', 'up');
	const listener = vi.fn<() => void>();
	bench.controller.subscribe(listener);
	const before = bench.controller.frame();
	bench.press('up', 'x', 'escape', 'ctrl+x', '\u0000');
	expect(listener).not.toHaveBeenCalled();
	expect(bench.controller.frame()).toBe(before);
	bench.press('down');
	expect(listener).toHaveBeenCalledOnce();
});

test('what the watcher says of itself is shown at once', () => {
	const bench = workbench([]);
	bench.report({mode: 'polling', reason: 'too many folders'});
	expect(bench.controller.frame().health).toMatchObject({mode: 'polling'});
});

test('no sequence of keys breaks anything', () => {
	const keys = [...new Set(commands.flatMap(({keys}) => keys))].concat('x', '日', 'backspace');
	for (const tasks of [[], tasksOf(ids(1, 50))]) {
		for (const size of [
			{columns: 1, rows: 1},
			{columns: 80, rows: 24},
			{columns: 200, rows: 50},
		]) {
			const bench = workbench(tasks, {problems: [problemOf({code: 'a'})]});
			bench.controller.resize(size);
			for (const first of keys) {
				for (const second of keys) {
					bench.press(first, second);
					const {model, top, visible} = bench.controller.frame();
					expect(model.items.length === 0 || model.index >= 0).toBe(true);
					expect(model.index).toBeLessThan(model.items.length || 1);
					expect(visible.length === 0 || model.index - top < visible.length).toBe(true);
				}
			}
		}
	}
});
