import {afterEach, describe, expect, test} from 'vitest';
import {defaultSettings} from '../../source/model/settings.ts';
import {displayWidth} from '../../source/text/width.ts';
import {themeFor} from '../../source/ui/theme.ts';
import {taskOf} from '../analysis/tasks.ts';
import {expectWholeScreen, type OpenApp, openApp} from './open-app.tsx';
import {problems, proof, tasks} from './tasks.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

const shows = async (text: string): Promise<void> => {
	await app.terminal.waitFor((lines) => lines.join('\n').includes(text), {what: text});
};

const rowOf = (text: string): number =>
	app.terminal.lines().findIndex((line) => line.includes(text));

describe('the window', () => {
	test('may shrink and grow, and leaves nothing behind', async () => {
		const open = {problems};
		app = await openApp(tasks, {...open, columns: 120, rows: 35});
		for (const [columns, rows] of [
			[80, 24],
			[40, 10],
			[60, 16],
			[200, 50],
			[41, 11],
			[120, 35],
		] as const) {
			app.terminal.resize(columns, rows);
			const fresh = await openApp(tasks, {...open, columns, rows});
			await app.terminal.waitFor((lines) => lines.join('\n') === fresh.terminal.text(), {
				what: `the screen of ${columns} x ${rows}`,
			});
			expectWholeScreen(app);
			expect(app.terminal.text()).toBe(fresh.terminal.text());
			await fresh.close();
		}
	});

	test('may change while details, help or the filter are open', async () => {
		app = await openApp(tasks, {problems, columns: 100, rows: 30});
		app.terminal.press('enter');
		await shows('ERROR');
		app.terminal.resize(200, 30);
		await shows('│ Sandbox validation');
		app.terminal.type('?');
		await shows('MARKS');
		app.terminal.resize(50, 12);
		await app.terminal.waitFor(
			(lines) => lines[0]!.startsWith(' metawatch') && lines.at(-2)!.includes('more lines'),
		);
		expectWholeScreen(app);
		app.terminal.type('x/st');
		await shows('/st');
		app.terminal.resize(120, 12);
		await app.terminal.waitFor((lines) => lines.at(-1)!.startsWith(' /st  '));
		expectWholeScreen(app);
		expect(app.screen()).toMatchObject({details: 'shown', overlay: 'filter', filter: 'st'});
	});

	test('keeps the selected line in sight', async () => {
		app = await openApp(tasks, {columns: 80, rows: 24});
		app.terminal.type('G');
		await shows('▌⊘ T020');
		app.terminal.resize(80, 9);
		await app.terminal.waitFor((lines) => lines.length === 9 && rowOf('▌⊘ T020') > 0);
		expectWholeScreen(app);
		expect(app.selected()).toBe('T020');
	});
});

test('no line is ever longer than the terminal is wide', async () => {
	app = await openApp(tasks, {problems, columns: 47, rows: 14});
	for (const keys of [
		'\r',
		'\u001B',
		'2',
		'\r',
		'?',
		'x',
		':so',
		'\r',
		'/T0',
		'\r',
		'i',
		'x',
		'y',
	]) {
		app.terminal.type(keys);
		await app.terminal.flush();
	}

	const written = app.terminal
		.output()
		.split(/\n|\u001B\[\d*(?:;\d*)?[A-HJf]/)
		.map((part) => part.replaceAll(/\u001B\[[\d;?]*[a-zA-Z]/g, ''));
	expect(written.length).toBeGreaterThan(100);
	expect(written.filter((part) => displayWidth(part) > 47)).toEqual([]);
});

describe('typing', () => {
	test('fast loses nothing: a whole filter in one go', async () => {
		app = await openApp(tasks);
		app.terminal.type('/status:failed');
		await shows('1 of 11');
		expect(app.screen().filter).toBe('status:failed');
		expect(app.ids()).toEqual(['T014']);
		app.terminal.type('\rjj');
		await app.terminal.waitFor(() => app.screen().overlay === null);
		expect(app.screen().filter).toBe('status:failed');
	});

	test('fast, key after key, ends where it should', async () => {
		app = await openApp(tasks);
		app.terminal.type('jjjjkjj');
		app.terminal.press('down', 'up', 'down');
		app.terminal.type('?');
		await app.terminal.waitFor(() => app.screen().overlay === 'help');
		expect(app.controller.frame().model.index).toBe(6);
	});

	test('Escape and a key right after it are both heard', async () => {
		app = await openApp(tasks, {problems});
		app.terminal.type('/T0');
		await app.terminal.waitFor(() => app.screen().filter === 'T0');
		app.terminal.type('\u001B2');
		await shows('depends on 7');
		expect(app.screen()).toMatchObject({filter: '', overlay: null, view: 'problems'});
	});

	test('shows the cursor where the next letter goes, and hides it after', async () => {
		app = await openApp(tasks, {columns: 80, rows: 24});
		expect(app.terminal.isCursorVisible()).toBe(false);
		app.terminal.type('/日本a');
		await app.terminal.waitFor((lines) => lines.at(-1)!.startsWith(' /日本a'));
		await app.terminal.flush();
		expect(app.terminal.isCursorVisible()).toBe(true);
		expect(app.terminal.cursor()).toEqual({column: 7, row: 23});
		app.terminal.press('left', 'left');
		await app.terminal.waitFor(() => app.terminal.cursor().column === 4);
		app.terminal.press('enter');
		await app.terminal.waitFor(() => !app.terminal.isCursorVisible());
	});

	test('a long line shows the part one types at', async () => {
		app = await openApp(tasks, {columns: 40, rows: 10});
		app.terminal.type(`/${'0123456789'.repeat(10)}end`);
		await app.terminal.waitFor((lines) => lines.at(-1)!.endsWith('end'));
		await app.terminal.flush();
		expect(app.terminal.cursor()).toEqual({column: 39, row: 9});
		expectWholeScreen(app);
	});
});

describe('a paste', () => {
	test('runs no command, whatever is in it', async () => {
		app = await openApp(tasks);
		app.terminal.paste('q\n:quit\n?2p\u0003');
		// What is typed after it is heard after it.
		app.terminal.type('j');
		await app.terminal.waitFor(() => app.controller.frame().model.index === 1);
		expect(app.screen()).toMatchObject({overlay: null, view: 'tasks', isPaused: false});
		expect(app.effects.quit).not.toHaveBeenCalled();
	});

	test('goes into the filter line, on one line', async () => {
		app = await openApp(tasks);
		app.terminal.type('/');
		await app.terminal.waitFor(() => app.screen().overlay === 'filter');
		app.terminal.paste('status:failed\nq');
		await app.terminal.waitFor(() => app.screen().filter !== '');
		expect(app.screen().filter).toBe('status:failed q');
	});
});

describe('colours', () => {
	const coloredCells = (): number =>
		app.terminal
			.lines()
			.flatMap((_, row) => app.terminal.cells(row))
			.filter(({foreground, background}) => foreground !== null || background !== null).length;

	test('tell a status beside its mark', async () => {
		app = await openApp(tasks);
		const cell = app.terminal.cells(rowOf('T017'))[1];
		expect(cell).toMatchObject({text: '■', foreground: 5});
	});

	test('mark the selected line over its whole width', async () => {
		app = await openApp(tasks, {columns: 80, rows: 24});
		const selected = app.terminal.cells(rowOf('▌'));
		expect(selected.slice(0, 60).every(({background}) => background !== null)).toBe(true);
		const next = app.terminal.cells(rowOf('▌') + 1);
		expect(next.every(({background}) => background === null)).toBe(true);
	});

	test('are none with NO_COLOR, and the selected line is still seen', async () => {
		const theme = themeFor(defaultSettings, {NO_COLOR: '1'});
		app = await openApp(tasks, {theme, problems, columns: 160, rows: 30});
		expect(coloredCells()).toBe(0);
		expect(app.terminal.cells(rowOf('▌'))[10]).toMatchObject({isInverse: true});
		expect(app.terminal.cells(rowOf('▌') + 1)[10]).toMatchObject({isInverse: false});
		for (const keys of ['2', '?', 'x', ':', '\r', '/x']) {
			app.terminal.type(keys);
			await app.terminal.flush();
			expect(coloredCells()).toBe(0);
		}
	});

	test('suit a light terminal', async () => {
		const theme = themeFor(defaultSettings, {COLORFGBG: '0;15'});
		app = await openApp(tasks, {theme});
		const light = app.terminal.cells(rowOf('▌'))[10]!.background;
		const running = app.terminal.cells(rowOf(' ▶ 259'))[1]!.foreground;
		await app.close();
		app = await openApp(tasks);
		expect(app.terminal.cells(rowOf('▌'))[10]!.background).not.toBe(light);
		expect(app.terminal.cells(rowOf(' ▶ 259'))[1]!.foreground).not.toBe(running);
	});
});

describe('nothing is drawn', () => {
	test('while nothing changes', async () => {
		app = await openApp(tasks, {problems});
		const frames = app.terminal.frames();
		expect(frames).toBeGreaterThan(0);
		// The same tasks and problems as new values, as after a file was written without a change.
		app.put([...tasks], problems);
		app.report({});
		app.terminal.press('up');
		await app.terminal.flush();
		app.terminal.type('xx\u0000');
		await app.terminal.flush();
		expect(app.terminal.frames()).toBe(frames);
		app.terminal.type('j');
		await shows('▌⚠ T016');
		expect(app.terminal.frames()).toBe(frames + 1);
	});

	test('for what happens out of sight', async () => {
		const many = Array.from({length: 200}, (_, order) =>
			taskOf({id: `T${1000 + order}`, order, status: 'pending'}),
		);
		app = await openApp(many, {columns: 100, rows: 20});
		const frames = app.terminal.frames();
		app.put(many.with(150, {...many[150]!, title: 'Task T1150!'}));
		await app.terminal.flush();
		expect(app.terminal.frames()).toBe(frames);
	});

	test('but what changed: a step costs few bytes', async () => {
		app = await openApp(tasks, {columns: 120, rows: 35});
		const before = app.terminal.output().length;
		app.terminal.type('j');
		await shows('▌⚠ T016');
		await app.terminal.flush();
		expect(app.terminal.output().length - before).toBeLessThan(1500);
	});
});

test('a change on disk is on the screen, and what it is about stays selected', async () => {
	app = await openApp(tasks, {columns: 120, rows: 35});
	app.terminal.type('jjjj');
	await shows('▌▶ 259');
	app.put([
		...tasks.filter((task) => task !== proof),
		{...proof, status: 'failed', error: {message: 'no proof', category: null, severity: null}},
		...Array.from({length: 3}, (_, order) => taskOf({id: `N${order}`, status: 'failed'})),
	]);
	await shows('▌✖ 259');
	expect(app.terminal.lines()[rowOf('▌✖ 259')]).toContain('no proof');
	expectWholeScreen(app);
});

test('details scroll to their end and not beyond, and come back at once', async () => {
	app = await openApp([proof], {problems, columns: 80, rows: 16});
	app.terminal.press('enter');
	await shows('file says');
	for (let presses = 0; presses < 10; presses++) {
		app.terminal.press('pageDown');
	}

	await shows('FILES 2');
	app.terminal.press('pageUp');
	await app.terminal.waitFor(() => rowOf('FILES 2') === -1);
	expectWholeScreen(app);
	app.terminal.type('G');
	await shows('FILES 2');
	app.terminal.type('g');
	await shows('file says');
	expect(app.selected()).toBe('259');
});

describe('for people who listen', () => {
	const listen = async (options: Parameters<typeof openApp>[1] = {}): Promise<void> => {
		app = await openApp(tasks, {
			problems,
			isScreenReader: true,
			columns: 145,
			rows: 80,
			...options,
			ink: {alternateScreen: false, isScreenReaderEnabled: true},
		});
	};

	test('the line one is on is said in words', async () => {
		await listen();
		expect(app.text().trim()).toBe(
			[
				'metawatch, live. 2 running, 1 interrupted, 1 failed, 1 blocked, 1 partial, 1 pending, 1 completed, 1 cancelled, 1 skipped, 1 unknown.',
				'task 1 of 11:',
				'T014, Sandbox validation in a cluster that somebody has to start first, failed, us1, requires a running k3d cluster · start the cluster',
			].join('\n'),
		);
	});

	test('there are no pictures made of letters', async () => {
		await listen();
		app.terminal.type('jjjj');
		await shows('259, Prove');
		expect(app.text()).not.toMatch(/[━─│▌▶✖]/);
		expect(app.terminal.isAlternate()).toBe(false);
	});

	test('every place can be heard: problems, filter, palette, help, messages', async () => {
		await listen();
		app.terminal.type('2');
		await shows('error, dependency-unknown. depends on 7');
		app.terminal.type('1/status:failed');
		await shows('Filter status:failed: 1 of 11.');
		app.terminal.press('escape');
		await app.terminal.waitFor((lines) => !lines.join('\n').includes('Filter'));
		app.terminal.type('/');
		await shows('Filter : 11 of 11.');
		app.terminal.press('enter');
		await app.terminal.flush();
		app.terminal.type(':pause');
		await shows('Command: pause. pause: keep what is shown');
		app.terminal.press('enter');
		await shows('metawatch, paused.');
		app.terminal.type('y');
		await shows('no command is known');
		app.terminal.type('?');
		await shows('Ctrl+P: find a command by its name');
		app.terminal.type('xi');
		await shows('watching /code');
		expect(app.text()).toContain('tasks-meta: 11 tasks, 4 problems');
	});

	test('no clock is read out', async () => {
		let now = Date.UTC(2026, 2, 1, 14);
		await listen({now: () => now});
		app.terminal.type('jjjj\r');
		await shows('2m14s');
		// Frames may begin and end with nothing between.
		const written = (): string => app.terminal.output().replaceAll(/\u001B\[\?2026[hl]/g, '');
		const before = written();
		now += 5000;
		app.report({});
		await app.terminal.flush();
		expect(written()).toBe(before);
		expect(app.controller.frame().now).toBe(now);
	});
});
