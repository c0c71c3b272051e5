import {afterEach, describe, expect, test} from 'vitest';
import type {KeyName} from '../helpers/keys.ts';
import {expectWholeScreen, type OpenApp, openApp} from './open-app.tsx';
import {problems, tasks} from './tasks.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

const sizes = [
	[40, 10],
	[60, 16],
	[80, 24],
	[120, 35],
	[200, 50],
] as const;

/** What is pressed or typed to get to a place, and a word that is seen once one is there. */
const places: readonly {
	readonly name: string;
	readonly type?: string;
	readonly press?: readonly KeyName[];
	readonly shows: string;
}[] = [
	{name: 'tasks', shows: 'T014'},
	{name: 'details', type: 'jjjj', press: ['enter'], shows: 'file says'},
	{name: 'problems', type: '2', shows: 'depends on 7'},
	{name: 'problem details', type: '2', press: ['enter'], shows: 'error  dependency-unknown'},
	{name: 'help', type: '?', shows: 'close'},
	{name: 'palette', type: ':sort', shows: 'sort by status'},
	{name: 'filter', type: '/status:running,failed', shows: ' of 11'},
	{name: 'no match', type: '/zonkzonk', shows: 'Nothing matches'},
	{name: 'watched', type: 'i', shows: 'watching /code'},
	{name: 'message', type: 'y', shows: 'no command is known'},
];

const go = async (place: (typeof places)[number]): Promise<void> => {
	if (place.type) {
		app.terminal.type(place.type);
		await app.terminal.flush();
	}

	app.terminal.press(...(place.press ?? []));
	await app.terminal.waitFor((lines) => lines.join('\n').includes(place.shows), {
		what: place.shows,
	});
};

describe('looks like its picture:', () => {
	test.for([
		...sizes.map(([columns, rows]) => ['tasks', columns, rows] as const),
		['details', 80, 24],
		['details', 120, 35],
		['problems', 80, 24],
		['problem details', 120, 35],
		['help', 120, 35],
		['palette', 80, 24],
		['filter', 80, 24],
		['no match', 80, 24],
		['watched', 80, 24],
	] as const)('%s at %d x %d', async ([name, columns, rows]) => {
		app = await openApp(tasks, {problems, columns, rows});
		await go(places.find((place) => place.name === name)!);
		await expect(app.text()).toMatchFileSnapshot(
			`screens/${name.replace(' ', '-')} ${columns}x${rows}.txt`,
		);
	});
});

describe.for(sizes)('at %d x %d', ([columns, rows]) => {
	test.for(places)('$name fills the screen and nothing more', async (place) => {
		app = await openApp(tasks, {problems, columns, rows});
		await go(place);
		expectWholeScreen(app);
		expect(app.terminal.lines().at(-1)).not.toBe('');
	});

	test('scrolling to the end of a long list and back leaves no line behind', async () => {
		app = await openApp(tasks, {problems, columns, rows});
		const before = app.terminal.lines();
		app.terminal.type('jjG');
		await app.terminal.waitFor((lines) => lines.some((line) => line.startsWith('▌⊘ T020')));
		expectWholeScreen(app);
		app.terminal.type('g');
		await app.terminal.waitFor((lines) => lines.some((line) => line.startsWith('▌✖ T014')));
		expect(app.terminal.lines()).toEqual(before);
	});
});

test.for([
	[20, 5],
	[12, 4],
	[9, 3],
	[3, 2],
	[1, 1],
])('survives a terminal of %d x %d', async ([columns, rows]) => {
	app = await openApp(tasks, {problems, columns, rows});
	for (const keys of ['\r', '2\r', '1?', 'x:', 'so', '\u0003']) {
		app.terminal.type(keys);
		await app.terminal.flush();
		expect(app.terminal.lines()).toHaveLength(rows!);
		// A line that wrapped would push the first one out.
		expect(columns! < 12 || app.terminal.lines()[0]!.startsWith(' metawatch')).toBe(true);
	}

	await app.terminal.waitFor(() => app.effects.quit.mock.calls.length > 0, {
		what: 'still listening',
	});
});

describe('an empty screen says why:', () => {
	test('nothing is there yet', async () => {
		app = await openApp([], {columns: 80, rows: 24});
		await expect(app.text()).toMatchFileSnapshot('screens/empty 80x24.txt');
		expectWholeScreen(app);
	});

	test('the first walk goes on', async () => {
		app = await openApp([], {health: {mode: 'scanning', folders: 1234}});
		expect(app.text()).toContain('Looking through the folders: 1234 so far.');
		expect(app.text()).toContain('◌ scanning');
		app.report({mode: 'scanning', folders: 2345});
		await app.terminal.waitFor((lines) => lines.join('\n').includes('2345'));
	});

	test('there are no problems', async () => {
		app = await openApp(tasks.slice(1));
		app.terminal.type('2');
		await app.terminal.waitFor((lines) => lines.some((line) => line.includes('No problems')));
		expect(app.text()).toContain('Every file that was read says what it should.');
	});

	test('the filter matches nothing', async () => {
		app = await openApp(tasks);
		app.terminal.type('/nonsense');
		await app.terminal.waitFor((lines) =>
			lines.some((line) => line.includes('Nothing matches “nonsense”.')),
		);
		app.terminal.press('escape');
		await app.terminal.waitFor((lines) => lines.some((line) => line.includes('T014')));
		expect(app.screen().filter).toBe('');
	});
});

describe('the head says how it stands:', () => {
	const head = (): string => app.terminal.lines()[0]!;

	test('live, polling, stale', async () => {
		app = await openApp(tasks);
		expect(head()).toMatch(/● live {2}37 files/);
		app.report({mode: 'polling', reason: 'this is a network folder'});
		await app.terminal.waitFor(() => head().includes('◍ polling'));
		expect(head()).not.toContain('live');
		app.report({mode: 'stale', reason: 'the folder is gone'});
		await app.terminal.waitFor(() => head().includes('✖ stale'));
		app.terminal.type('i');
		await app.terminal.waitFor((lines) =>
			lines.some((line) => line.includes('the folder is gone')),
		);
	});

	test('paused', async () => {
		app = await openApp(tasks);
		app.terminal.type('p');
		await app.terminal.waitFor(() => head().includes('‖ paused'));
		expect(head()).not.toContain('live');
		app.put([]);
		app.terminal.type('p');
		await app.terminal.waitFor((lines) => lines.some((line) => line.includes('No task files')));
		expect(head()).toContain('live');
	});

	test('read-only', async () => {
		app = await openApp(tasks, {settings: {isReadOnly: true}});
		expect(head()).toContain('read-only');
	});

	test.for([40, 60, 80])(
		'how well it sees before anything else, at %d columns',
		async (columns) => {
			app = await openApp(tasks, {columns, rows: 10, health: {mode: 'scanning'}});
			expect(head()).toContain('◌ scanning');
		},
	);
});

test('a task whose file cannot be read is dim, and says so', async () => {
	app = await openApp(tasks, {columns: 120, rows: 35});
	const row = app.terminal.lines().findIndex((line) => line.includes('T022'));
	expect(app.terminal.lines()[row]).toContain('file unreadable');
	expect(app.terminal.cells(row)[1]).toMatchObject({text: '?', isDim: true, foreground: null});
});

test('wide letters and emoji line up', async () => {
	app = await openApp(tasks, {columns: 120, rows: 35});
	const lines = app.terminal.lines();
	const column = (id: string, word: string): number => {
		const cells = app.terminal.cells(lines.findIndex((line) => line.includes(id)));
		return cells.findIndex((_, at) =>
			cells
				.slice(at)
				.map(({text}) => text)
				.join('')
				.startsWith(word),
		);
	};

	const agent = column('ID ', 'AGENT');
	expect(agent).toBeGreaterThan(0);
	expect(column('T014', 'jules')).toBe(agent);
	expect(column('T015', '研究者')).toBe(agent);
	expect(column('T016', 'kiro')).toBe(agent);
});
