import {afterEach, describe, expect, test} from 'vitest';
import {createStore, type Store} from '../../source/store/store.ts';
import {checkpoint, inputOf, noon, project, statePath} from '../store/project.ts';
import {openStore} from './open-store.tsx';
import {watchWith} from './workbench.ts';

const whole = checkpoint('1', 'in_progress').replaceAll(',', ',\n\t').replace('{', '{\n\t');
// Cut in the middle of a value, as a write that is under way leaves it.
const half = whole.slice(0, whole.indexOf('in_progress') + 3);

const write = (store: Store, text: string, at: number, isFirst = false): void => {
	const input = inputOf(statePath, text);
	const change = {
		type: 'read',
		format: 'kiro',
		input: {...input, stat: {...input.stat, inode: 7}},
	} as const;
	store.apply([change], at, isFirst);
};

let opened: Awaited<ReturnType<typeof openStore>>;

afterEach(async () => {
	await opened.close();
});

const open = async (store: Store, at: number, [columns, rows]: readonly [number, number]) => {
	opened = await openStore({
		store,
		watch: watchWith().watch,
		workspace: project,
		now: () => at,
		columns,
		rows,
	});
	return opened.terminal;
};

describe.each([
	[80, 56],
	[120, 56],
] as const)('a torn file on %i columns', (...size) => {
	const tornStore = (): Store => {
		const store = createStore();
		write(store, whole, noon, true);
		write(store, '', noon + 1000);
		write(store, whole, noon + 2000);
		write(store, half, noon + 3000);
		return store;
	};

	const placeIsMarked = (lines: readonly string[]): void => {
		const caret = lines.findIndex((line) => /│ +\^/.test(line));
		expect(caret).toBeGreaterThan(0);
		expect(lines[caret - 1]!.slice(lines[caret]!.indexOf('^'))).toMatch(/^"in_/);
		expect(lines[caret - 1]).toContain('"status":');
	};

	test('is explained in the details of its task, which keeps its last good values', async () => {
		const terminal = await open(tornStore(), noon + 60_000, size);
		terminal.press('enter');
		await terminal.waitFor((lines) => lines.some((line) => line.includes('UNREADABLE FILE')));
		const lines = terminal.lines();
		placeIsMarked(lines);
		const text = lines.join('\n').replaceAll(/\s+/g, ' ');
		expect(text).toContain('Task 1');
		expect(text).toContain('line 4, column 11, byte 67');
		expect(text).toContain('since 12:00:03');
		expect(text).toContain('2 times');
		expect(text).toContain('rewrites it in place (3 of 3');
		expect(text).toMatch(/the last good version/);
		expect(text).toContain('SALVAGED FROM THE FRAGMENT 2');
		expect(text).toContain('≈ task_details.task_id "1"');
	});

	test('is explained in the details of its problem', async () => {
		const terminal = await open(tornStore(), noon + 60_000, size);
		terminal.type('2');
		await terminal.flush();
		terminal.press('enter');
		await terminal.waitFor((lines) => lines.some((line) => line.includes('UNREADABLE FILE')));
		placeIsMarked(terminal.lines());
		expect(terminal.text()).toContain('SALVAGED FROM THE FRAGMENT');
	});

	test('within its moment of grace is whole: nothing dim, no problem, no word', async () => {
		const store = createStore();
		write(store, whole, noon, true);
		const calm = await open(store, noon + 1500, size);
		calm.press('enter');
		await calm.waitFor((lines) => lines.some((line) => line.includes('FILES 1')));
		// The first line says when a file last changed, and one just did.
		const before = {lines: calm.lines().slice(1), cells: calm.cells(5)};
		write(store, half, noon + 1000);
		await calm.flush();
		expect(calm.lines().slice(1)).toEqual(before.lines);
		expect(calm.cells(5)).toEqual(before.cells);
	});

	test('that is whole again is told as one that is torn at times', async () => {
		const store = tornStore();
		write(store, whole, noon + 4000);
		const terminal = await open(store, noon + 60_000, size);
		terminal.press('enter');
		await terminal.waitFor((lines) => lines.some((line) => line.includes('TORN AT TIMES')));
		expect(terminal.text()).not.toContain('UNREADABLE');
	});
});
