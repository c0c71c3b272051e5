import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type History, openHistory} from '../../../source/history/history.ts';
import {withHistory} from '../../../source/history/with-history.ts';
import type {JournalEntry} from '../../../source/model/journal.ts';
import {createStore, type Store} from '../../../source/store/store.ts';
import {temporaryFolder} from '../../history/watching.ts';
import {boxes, listPath, noon, project, read} from '../../store/project.ts';
import {type AttemptSource, attemptsOfRows} from '../../../source/ui/attempt-source.ts';
import {mergeAttempts} from '../../../source/analysis/metrics/merge-attempts.ts';
import {attemptOf} from '../../analysis/metrics/attempts.ts';
import {openStore} from '../open-store.tsx';
import {watchWith} from '../workbench.ts';

const minute = 60_000;
const hour = 60 * minute;
const names = ['cart', 'login', 'search'];

let place: ReturnType<typeof temporaryFolder>;
let history: History;
let store: Store;
let now: number;
let app: Awaited<ReturnType<typeof openStore>>;

/** One list after the other is worked off, a step every hour. */
const live = (steps: number, from = 0): void => {
	for (let index = from; index < from + steps; index++) {
		const at = noon + (index + 1) * hour;
		const done = (Math.floor(index / names.length) % 6) + 1;
		const marks = `${'x'.repeat(done - 1)}-`.padEnd(6);
		store.apply([read(listPath(names[index % names.length]!), boxes(marks), at)], at);
		now = at + minute;
	}
};

const open = async (
	columns = 80,
	rows = 24,
	isKept = true,
	attempts?: AttemptSource,
): Promise<void> => {
	app = await openStore({
		store,
		watch: watchWith().watch,
		workspace: project,
		now: () => now,
		columns,
		rows,
		...(attempts && {attempts}),
		history: isKept
			? {
					async memories() {
						const queries = await history.queries();
						return queries ? [{workspace: project, queries}] : [];
					},
				}
			: null,
	});
};

const has = async (...texts: readonly string[]): Promise<string> => {
	const isThere = (lines: readonly string[]) =>
		texts.every((text) => lines.join('\n').includes(text));
	await app.terminal.waitFor(isThere, {what: texts.join(', ')});
	return app.terminal.text();
};

beforeEach(() => {
	place = temporaryFolder();
	history = openHistory({
		folder: place.folder,
		workspace: project,
		onNotice: () => {},
		limits: {maximumAgeDays: 36_500, maximumMegabytes: 1000},
	});
	store = withHistory(createStore(), history);
	now = noon;
	store.apply(
		names.map((name) => read(listPath(name), boxes('      '))),
		noon,
		true,
	);
	history.endFirstRead(store.getState(), noon);
	history.begin();
});

afterEach(async () => {
	await app.close();
	await history.close();
	place.remove();
});

describe('the Timeline', () => {
	test.each([
		[80, 24],
		[120, 35],
		[200, 50],
	])('looks like its picture at %i x %i', async (columns, rows) => {
		live(30);
		history.note([recovered]);
		await history.whenWritten();
		await open(columns, rows);
		app.terminal.type('5');
		// Beside the list, what the files were changed to takes a moment to be found.
		await has('that is all', 'recovered by ana', columns === 200 ? '@@ -1,6' : '');
		await expect(`\n${app.terminal.text()}\n`).toMatchFileSnapshot(
			`../screens/timeline ${columns}x${rows}.txt`,
		);
	});

	test('follows what happens, as long as nobody looks at something else', async () => {
		live(3);
		await history.whenWritten();
		await open();
		app.terminal.type('5');
		await has('5 Timeline 6');
		live(1, 3);
		await has('▌16:00:00');
		app.terminal.type('jj');
		const before = await has('▌16:00:00 › 1');
		live(1, 4);
		const selected = before.split('\n').find((line) => line.startsWith('▌'))!;
		expect(await has('17:00:00', '▌16:00:00')).toContain(selected);
	});

	test('is filtered by what happened', async () => {
		live(12);
		await history.whenWritten();
		await open();
		app.terminal.type('5/status:completed');
		app.terminal.press('enter');
		const text = await has('18 of 42');
		expect(text).not.toContain('pending → running');
		app.terminal.press('escape');
		app.terminal.type('/colour:red');
		await has('There is no field colour');
	});

	test('reads on as one scrolls, to the first thing that is known', async () => {
		live(1200);
		await history.whenWritten();
		await open();
		app.terminal.type('5');
		await has('events · ');
		const list = () => app.controller.frame().model.timelineList!;
		for (let turns = 0; list().told.hasMore; turns++) {
			expect(turns).toBeLessThan(200);
			app.terminal.type('G');
			await app.terminal.flush();
		}

		app.terminal.type('G');
		await has('2026-03-01 · ', '▌13:00:00');
		const queries = (await history.queries())!;
		expect(list().total).toBe(queries.summary().transitions);
		const moments = list().told.happenings.map(({at}) => at);
		expect(moments).toEqual(moments.toSorted((a, b) => b - a));
	});

	test('says that nothing is recorded', async () => {
		live(2);
		await open(80, 24, false);
		app.terminal.type('5');
		expect(await has('nothing is recorded')).toContain('pending → running');
	});
});

describe('travelling', () => {
	test('shows how things were, says so, and comes back', async () => {
		live(6);
		await history.whenWritten();
		await open();
		const present = await has('live', 'r recover');
		app.terminal.type('[');
		// What would be refused is not offered.
		expect(await has('as of 2026-03-01 18:00:00', '. present')).not.toContain('r recover');
		app.terminal.type('[');
		await has('as of 2026-03-01 17:00:00');
		app.terminal.type('r');
		await has('an earlier moment is shown');
		expect(app.controller.frame().screen.overlay).toBeNull();
		app.terminal.type(']');
		await has('as of 2026-03-01 18:00:00');
		app.terminal.type('.');
		await has('● live');
		expect(app.terminal.text()).toBe(present);
	});

	test('goes to a moment in words; the lists are those of then', async () => {
		live(6);
		await history.whenWritten();
		await open();
		const running = () => app.controller.frame().model.summary.byStatus.running;
		expect(running()).toBe(3);
		app.terminal.type('T4h ago');
		await has('Enter goes');
		app.terminal.press('enter');
		await has('as of 2026-03-01 14:01:00');
		expect(running()).toBe(2);
		expect(
			[...app.controller.liveRows().values()].filter(({status}) => status === 'running'),
		).toHaveLength(3);
		live(1, 6);
		expect(running()).toBe(2);
		app.terminal.press('escape');
		await has('● live');
	});

	test('says what is no moment, and that nothing was known before', async () => {
		live(2);
		await history.whenWritten();
		await open();
		app.terminal.type('Tsoonish');
		await has('not understood');
		app.terminal.press('escape');
		app.terminal.type('T20 days ago');
		app.terminal.press('enter');
		await has('nothing happened before that was recorded');
		expect(app.controller.frame().past.journey).toBeNull();
	});

	test('before it failed, or whatever became of the selected task', async () => {
		live(6);
		await history.whenWritten();
		await open();
		app.terminal.type('5jj@');
		await has('as of');
		app.terminal.type('.1/id:1 cart');
		app.terminal.press('enter');
		app.terminal.type('Tbefore it completed');
		expect(await has('2026-03-01 15:59:59')).toContain('Enter goes');
	});
});

describe('metrics of an earlier moment', () => {
	/** Of six hours: one ended early, one late, one began late. */
	const kept = [
		['early', 1, 2],
		['late', 1, 5],
		['later', 5, 5.5],
	].map(([name, from, until]) =>
		attemptOf({
			task: String(name),
			startedAt: noon + Number(from) * hour,
			endedAt: noon + Number(until) * hour,
			durationMs: (Number(until) - Number(from)) * hour,
			outcome: name === 'late' ? 'failed' : 'completed',
			error: name === 'late' ? {message: 'disk full', category: null, severity: null} : null,
		}),
	);
	const source: AttemptSource = {
		...attemptsOfRows,
		load: async () => await Promise.resolve({attempts: kept, journal: [], settled: []}),
		together: (attempts) => mergeAttempts([attempts]),
		machine: () => ({
			load: 1,
			cores: 4,
			memoryTotal: 16 * 1024 ** 3,
			memoryUsed: 4 * 1024 ** 3,
			waiting: null,
			agents: [],
		}),
	};

	test('know nothing of what came after, nor of the machine and what is to come', async () => {
		live(6);
		await history.whenWritten();
		await open(120, 60, true, source);
		app.terminal.type('4');
		const present = await has('3 attempts of 3 tasks', 'THIS MACHINE', 'FORECAST', 'disk full');
		app.terminal.type('T2026-03-01 16:30');
		app.terminal.press('enter');
		const past = await has('as of 2026-03-01 16:30: 2 attempts of 2 tasks', '1 still running');
		for (const later of ['THIS MACHINE', 'FORECAST', 'disk full']) {
			expect(past).not.toContain(later);
		}

		app.terminal.type('E');
		await has('by category and pattern', 'as of 2026-03-01 16:30');
		expect(app.terminal.text()).not.toContain('disk full');
		app.terminal.type('E.');
		await has('● live', '3 attempts of 3 tasks');
		expect(app.terminal.text()).toBe(present);
	});
});

describe('versions of a file', () => {
	test('are listed, and two of them compared', async () => {
		live(9);
		await history.whenWritten();
		await open();
		app.terminal.type('/login');
		app.terminal.press('enter');
		app.terminal.type('D');
		await has('4 versions', '2026-03-01 20:00:00');
		app.terminal.press('enter');
		await has(
			'- 2026-03-01 17:00:00',
			'+ 2026-03-01 20:00:00',
			'-- [-] 2. Task 2',
			'+- [x] 2. Task 2',
		);
		app.terminal.press('escape');
		await has('4 versions');
		app.terminal.type(' G ');
		await has('◆');
		app.terminal.press('enter');
		await has('- 2026-03-01 12:00:00', '+ 2026-03-01 20:00:00');
		app.terminal.press('escape');
		await has('4 versions');
		app.terminal.press('escape');
		expect(await has('ELAPSED')).not.toContain('versions');
	});
});

const recovered: JournalEntry = {
	plan: {
		id: '20260302-120000-abc',
		at: noon + 29.5 * hour,
		workspace: project,
		steps: [
			{
				option: 'retry',
				title: 'start it again',
				format: 'kiro',
				task: null,
				id: 'cart',
				command: null,
			},
		],
		edits: [],
		checks: [],
		lost: [],
		notes: [],
		byHand: [],
		downstream: [],
		left: [],
	},
	who: 'ana',
	reason: 'the disk was full',
	at: noon + 29.5 * hour,
	state: 'applied',
	settledAt: noon + 29.5 * hour,
	detail: null,
};
