import {afterEach, describe, expect, test} from 'vitest';
import {mergeAttempts} from '../../source/analysis/metrics/merge-attempts.ts';
import type {SettledForecast} from '../../source/analysis/forecast/record.ts';
import {attemptsOf} from '../../source/analysis/metrics/attempts-of.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import type {JournalEntry} from '../../source/model/journal.ts';
import type {MachineUse} from '../../source/model/machine.ts';
import type {AttemptSource} from '../../source/ui/attempt-source.ts';
import {attemptOf} from '../analysis/metrics/attempts.ts';
import {hour, minute, noon} from '../analysis/tasks.ts';
import {expectWholeScreen, type OpenApp, openApp} from './open-app.tsx';
import {tasks} from './tasks.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

const agents = ['jules', 'kiro', 'claude'];

/** A few weeks of work: some attempts fail, some are retried, one takes a night. */
const past: readonly Attempt[] = Array.from({length: 90}, (_, index) => {
	const endedAt = noon - 21 * 24 * hour + index * 5 * hour + (index % 7) * 20 * minute;
	const isFailed = index % 6 === 0 || index % 11 === 3;
	const durationMs = index === 40 ? 9 * hour : (1 + ((index * 7) % 23)) * minute;
	return attemptOf({
		task: `past ${isFailed ? index + 1 : index}`,
		id: `B-${String(isFailed ? index + 1 : index).padStart(3, '0')}`,
		title: `Feature ${index}`,
		format: index % 2 === 0 ? 'backlog' : 'kiro',
		agent: agents[index % 3]!,
		kind: index % 3 === 0 ? 'plan' : 'implement',
		ordinal: 1,
		outcome: isFailed ? 'failed' : 'completed',
		startedAt: endedAt - durationMs,
		endedAt,
		durationMs,
		points: 1 + (index % 5),
		priority: index % 4,
		stages: [
			{name: 'researching', durationMs: durationMs / 4},
			{name: 'implementing', durationMs: (durationMs * 3) / 4},
		],
	});
});

const remembered: AttemptSource = {
	load: async () => await Promise.resolve({attempts: past, journal: [], settled: []}),
	latest: async () => await Promise.resolve({attempts: past, settled: []}),
	together: (kept, _, rows) => mergeAttempts([kept, attemptsOf(rows)]),
};

/** The database was locked four times: thrice it was recovered with an option, twice with success. */
const locked: readonly Attempt[] = Array.from({length: 4}, (_, index) => {
	const failedAt = noon - (20 - index * 5) * hour;
	const known = {
		task: `locked ${index}`,
		id: `L-${index}`,
		agent: 'kiro',
		format: 'kiro' as const,
	};
	return [
		attemptOf({
			...known,
			outcome: 'failed',
			startedAt: failedAt - 10 * minute,
			endedAt: failedAt,
			durationMs: 10 * minute,
			error: {
				message: `database is locked after ${index + 2}s: /var/lib/${index}/state.db`,
				category: 'database',
				severity: 'low',
			},
		}),
		attemptOf({
			...known,
			ordinal: 2,
			outcome: index === 2 ? 'failed' : 'completed',
			startedAt: failedAt + hour,
			endedAt: failedAt + hour + 5 * minute,
			durationMs: 5 * minute,
			error:
				index === 2
					? {message: 'Operation timed out after 300s', category: 'timeout', severity: 'medium'}
					: null,
		}),
	];
}).flat();

const retryOf = (task: string, at: number): JournalEntry => ({
	plan: {
		id: `${at} ${task}`,
		at,
		workspace: '/code',
		steps: [{option: 'retry', title: 'Retry', format: 'kiro', task, id: task, command: null}],
		edits: [],
		checks: [],
		lost: [],
		notes: [],
		byHand: [],
		downstream: [],
		left: [],
	},
	who: 'somebody',
	reason: null,
	at,
	state: 'applied',
	settledAt: at,
	detail: null,
});

const forecastWith = (took: number): SettledForecast => ({
	at: noon - hour,
	scope: 'task',
	about: 'locked 0',
	ordinal: 1,
	left: {
		middle: 5 * minute,
		half: {low: 4 * minute, high: 6 * minute},
		nineTenths: {low: 3 * minute, high: 9 * minute},
	},
	probability: null,
	basis: '14 runs of kiro',
	settledAt: noon,
	took,
	isSuccess: true,
});

const withErrors: AttemptSource = {
	...remembered,
	load: async () =>
		await Promise.resolve({
			attempts: [...past, ...locked],
			journal: [0, 1, 2].map((index) =>
				retryOf(`locked ${index}`, noon - (19.5 - index * 5) * hour),
			),
			settled: [forecastWith(4 * minute), forecastWith(20 * minute)],
		}),
};

const open = async (columns: number, rows: number): Promise<void> => {
	app = await openApp(tasks, {columns, rows, attempts: remembered});
	app.terminal.type('4');
	await app.terminal.waitFor((lines) => lines.join('\n').includes('attempts of'), {
		what: 'the population',
	});
};

/** Waits until a text is to be seen. */
const has = async (text: string): Promise<void> => {
	await app.terminal.waitFor((lines) => lines.join('\n').includes(text), {what: text});
};

describe('the Metrics view', () => {
	test.each([
		[80, 24],
		[120, 35],
		[200, 50],
	])('looks like its picture at %d x %d', async (columns, rows) => {
		await open(columns, rows);
		await has('95 attempts');
		expectWholeScreen(app);
		await expect(app.text()).toMatchFileSnapshot(`screens/metrics ${columns}x${rows}.txt`);
	});

	test.each([
		[40, 10],
		[20, 6],
	])('fits into %d x %d', async (columns, rows) => {
		app = await openApp(tasks, {columns, rows, attempts: remembered});
		app.terminal.type('4');
		await app.terminal.flush();
		for (const line of app.terminal.lines()) {
			expect(line.length).toBeLessThanOrEqual(columns);
		}
	});

	test('is where Tab leads after the dependencies, and from where it leads back', async () => {
		app = await openApp(tasks, {attempts: remembered});
		app.press('tab', 'tab', 'tab');
		expect(app.screen().view).toBe('metrics');
		app.press('tab', 'tab');
		expect(app.screen().view).toBe('tasks');
	});

	test('scrolls to its end and back, and no further', async () => {
		await open(80, 24);
		await has('95 attempts');
		app.press('G');
		await has('WHAT GOES TOGETHER');
		expect(app.text()).not.toContain('more lines');
		app.press('k', 'k');
		await has('more lines');
		app.press('g');
		await has('SUCCESS');
	});

	test('has boxes that come and go with the lines around them', async () => {
		await open(170, 20);
		await has('95 attempts');
		await has('│ completed');
		const before = app.terminal.lines();
		const seen = new Set(before);
		for (let step = 0; step < 60; step++) {
			app.press('j');
			// Each is scrolled to before the next.
			await app.terminal.flush();
			expectWholeScreen(app);
			const lines = app.terminal.lines();
			expect(lines.slice(0, 3)).toEqual(before.slice(0, 3));
			expect(lines.at(-1)).toEqual(before.at(-1));
			for (const line of lines) {
				seen.add(line);
			}
		}

		const all = [...seen];
		expect(all.filter((line) => line.includes('more lines')).join('\n')).not.toMatch(/[│└┌]/);
		// Nothing is lost on the way: each box has a lid and a bottom.
		const count = (mark: string): number => all.join('').split(mark).length;
		expect(count('┌')).toBe(count('└'));
		app.press('g');
		await app.terminal.waitFor((lines) => lines.join() === before.join(), {what: 'the top'});
	});

	test('is about what the filter leaves, and says so', async () => {
		await open(120, 35);
		await has('95 attempts');
		app.terminal.type('/agent:kiro');
		app.terminal.press('enter');
		await has('matching “agent:kiro”');
		await has(' of 95');
		expect(app.text()).toContain('/agent:kiro');
	});

	test('E tells all errors by category and pattern, with what helped, and leads back', async () => {
		app = await openApp(tasks, {columns: 100, rows: 40, attempts: withErrors});
		app.terminal.type('E');
		await has('retry: worked 2 of 3 (67%)');
		await expect(app.text()).toMatchFileSnapshot('screens/errors 100x40.txt');
		app.terminal.type('E');
		await has('SUCCESS');
		app.press('E');
		await has('by category and pattern');
		app.press('escape');
		await has('SUCCESS');
		expect(app.screen().view).toBe('metrics');
	});

	test('scores the forecasts that were kept, not those that would have been', async () => {
		app = await openApp(tasks, {columns: 120, rows: 50, attempts: withErrors});
		app.terminal.type('4');
		await has('90 % ranges held 50 % of 2 times');
		expect(app.text()).not.toContain('tried on the past');
	});

	test('tells what the machine does, where somebody looks', async () => {
		const machine = (): MachineUse => ({
			load: 3.8,
			cores: 4,
			memoryTotal: 16 * 1024 ** 3,
			memoryUsed: 4 * 1024 ** 3,
			waiting: 0.125,
			agents: [{pid: 4711, name: 'claude', cpuShare: 0.5, memoryBytes: 300 * 1024 ** 2}],
		});
		app = await openApp(tasks, {columns: 80, rows: 24, attempts: {...remembered, machine}});
		app.terminal.type('4');
		await has('95 attempts');
		app.press('G');
		await has('THIS MACHINE');
		expect(app.text()).toContain('3.8 of 4 cores');
		expect(app.text()).toContain('4.0 of 16.0 GB');
		expect(app.text()).toMatch(/claude +4711 +0\.50 +300 MB/);
	});

	test('says what is missing and how to get it', async () => {
		app = await openApp([], {columns: 80, rows: 24});
		app.terminal.type('4');
		await has('metawatch history import');
		expect(app.text()).toContain('No attempt is known yet.');
	});

	test('is read out as lines', async () => {
		app = await openApp(tasks, {isScreenReader: true, attempts: remembered});
		app.terminal.type('4');
		await has('RETRIES');
		expect(app.text()).toContain('WHAT GOES TOGETHER');
	});

	test('is read out without boxes, however wide', async () => {
		app = await openApp(tasks, {
			columns: 200,
			rows: 50,
			isScreenReader: true,
			attempts: remembered,
		});
		app.terminal.type('4');
		await has('DURATIONS');
		expect(app.text()).toContain('median');
		expect(app.text()).not.toContain('┌');
	});
});
