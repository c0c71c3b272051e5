import {afterEach, describe, expect, test} from 'vitest';
import {mergeAttempts} from '../../source/analysis/metrics/merge-attempts.ts';
import {attemptsOf} from '../../source/analysis/metrics/attempts-of.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import type {AttemptSource} from '../../source/ui/attempt-source.ts';
import {attemptOf} from '../analysis/metrics/attempts.ts';
import {hour, minute, noon, taskOf} from '../analysis/tasks.ts';
import {expectWholeScreen, type OpenApp, openApp} from './open-app.tsx';
import {tasks} from './tasks.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

/** Work of some minutes, an attempt in six of which fails; one an hour. */
const past = (count: number): readonly Attempt[] =>
	Array.from({length: count}, (_, index) => {
		const endedAt = noon - (count - index) * hour;
		const durationMs = (3 + ((index * 7) % 23)) * minute;
		return attemptOf({
			task: `past ${index}`,
			kind: 'lean4',
			agent: 'lean-research',
			outcome: index % 6 === 0 ? 'failed' : 'completed',
			startedAt: endedAt - durationMs,
			endedAt,
			durationMs,
		});
	});

const keeping = (attempts: readonly Attempt[]): AttemptSource => ({
	load: async () => await Promise.resolve({attempts, journal: [], settled: []}),
	latest: async () => await Promise.resolve({attempts, settled: []}),
	together: (kept, _, rows) => mergeAttempts([kept, attemptsOf(rows)]),
});

const soon = {firstMs: 0, everyMs: 60_000, afterEndMs: 60_000};

const open = async (
	attempts: readonly Attempt[],
	options: Parameters<typeof openApp>[1] = {},
): Promise<void> => {
	// With one of every status, 80 columns have room for nothing else.
	const shown = options.columns === 80 ? tasks.slice(0, 5) : tasks;
	app = await openApp(shown, {attempts: keeping(attempts), expectationPace: soon, ...options});
};

/** Waits until a text is to be seen. */
const has = async (text: string): Promise<void> => {
	await app.terminal.waitFor((lines) => lines.join('\n').includes(text), {what: text});
};

describe('when everything will be done', () => {
	test.each([
		[80, 24],
		[120, 35],
		[200, 50],
	])('stands in the second line at %d x %d', async (columns, rows) => {
		await open(past(60), {columns, rows});
		await has(' eta ');
		expectWholeScreen(app);
		expect(app.terminal.lines()[1]).toMatch(/ eta 14:\d\d-1[45]:\d\d without \d$/);
		await expect(app.text()).toMatchFileSnapshot(`screens/expected ${columns}x${rows}.txt`);
	});

	test('is not said where too little is known', async () => {
		await open(past(6), {columns: 160, rows: 50});
		app.terminal.type('/259');
		app.terminal.press('enter', 'enter');
		await has('not enough data: 6 of 8 runs');
		expect(app.terminal.lines()[1]).not.toContain('eta');
	});

	test('is not said where nobody is at work', async () => {
		app = await openApp(
			[taskOf({id: '1', status: 'pending', kind: 'lean4', agent: 'lean-research'})],
			{columns: 160, rows: 50, attempts: keeping(past(60)), expectationPace: soon},
		);
		app.terminal.press('enter');
		await has('EXPECTED');
		expect(app.terminal.lines()[1]).not.toContain('eta');
	});

	test('is read out', async () => {
		await open(past(60), {isScreenReader: true});
		await has('Likely done 14:');
		expect(app.text()).toMatch(/Likely done 14:\d\d-1[45]:\d\d without \d\./);
	});
});

describe('what is to be expected of the selected task', () => {
	test('that runs: when it is done, on what grounds, and how such words have fared', async () => {
		await open(past(60), {columns: 160, rows: 50});
		app.terminal.type('/259');
		app.terminal.press('enter', 'enter');
		await has('EXPECTED');
		const text = app.text().replaceAll(/\s*\n[^│]*│ /g, ' ');
		expect(text).toMatch(
			/done in \d+s?-\d+m \(90 %\), basis: \d+ runs of lean4 by lean-research; 90 % ranges held \d+ % of \d+ times, tried on the past succeeds \d+ %/,
		);
		await expect(app.text()).toMatchFileSnapshot('screens/expected-details 160x50.txt');
	});

	test('that failed: whether it succeeds when it is tried again', async () => {
		await open(past(60), {columns: 160, rows: 50});
		app.terminal.type('/T014');
		app.terminal.press('enter', 'enter');
		await has('tried again, it succeeds');
		expect(app.text()).not.toContain('done in');
	});

	test('that is done: nothing', async () => {
		await open(past(60), {columns: 160, rows: 50});
		await has(' eta ');
		app.terminal.type('/status:completed');
		app.terminal.press('enter', 'enter');
		await has('FILES');
		expect(app.text()).not.toContain('EXPECTED');
	});
});
