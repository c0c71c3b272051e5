import {mkdirSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore} from '../../source/store/store.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {ended, tearing} from '../helpers/tearing.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, listOf, type Project, type Watching, watchProject} from './project.ts';

let project: Project;
let watching: Watching | null = null;

beforeEach(() => {
	project = createProject();
});

afterEach(async () => {
	await watching?.close();
	watching = null;
	project.remove();
});

/** Every different look of the rows, and every problem that anybody could have seen. */
const witness = ({store}: Watching) => {
	const looks = new Set<string>();
	const look = (): void => {
		const {tasks, observed, problems} = store.getState();
		const now = Date.now();
		looks.add(
			[...tasks.values()]
				.map((task) => {
					const {status, isStale} = rowOf(task, observed.get(task.key), now);
					return `${task.title} ${status}${isStale ? ' stale' : ''}`;
				})
				.join(', '),
		);
		for (const {code, activeFrom = 0} of problems) {
			if (activeFrom <= now) {
				looks.add(code);
			}
		}
	};

	store.subscribe(look);
	look();
	return looks;
};

const titles = ['First', 'Second', 'Third', 'Fourth'];

const featureOf = (status: string): string =>
	`${JSON.stringify(
		{
			feature: 'login',
			tasks: Object.fromEntries(
				titles.map((title, index) => [`T00${index + 1}`, {title, status, agent: 'jules'}]),
			),
		},
		null,
		'\t',
	)}\n`;

describe.each(['truncating', 'overwriting'] as const)('a writer that tears by %s', (how) => {
	// Pauses shorter and longer than one look at a file takes to be repeated.
	test.each([
		[3, 100, 0],
		[60, 8, 3],
	])('a JSON file, resting %i ms: no task goes, dims or fails', async (pauseMs, rounds, least) => {
		const file = project.at('specs', '001-login', 'tasks_meta.json');
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, featureOf('pending'));
		watching = await watchProject([project.folder]);
		const looks = witness(watching);
		const calm = [...looks];
		const {store} = watching;
		await ended(tearing(file, featureOf('pending'), {how, rounds, pauseMs}));
		writeFileSync(file, featureOf('completed'));
		await waitFor(() =>
			[...store.getState().tasks.values()].every((t) => t.status === 'completed'),
		);
		expect([...looks].filter((one) => !one.includes('completed'))).toEqual(calm);
		const {since = null, count = 0, writes} = store.getState().torn.get(file) ?? {};
		expect({since, replaced: writes?.replaced ?? 0}).toEqual({since: null, replaced: 0});
		expect(count).toBeGreaterThanOrEqual(least);
		expect(writes?.inPlace ?? 0).toBeGreaterThanOrEqual(count);
	});
});

test.each([
	[3, 100],
	[60, 8],
	[150, 4],
])(
	'a list that is cut, resting %i ms, looks whole and is not believed',
	async (pauseMs, rounds) => {
		project.write('login', ...titles);
		watching = await watchProject([project.folder]);
		const looks = witness(watching);
		const calm = [...looks];
		const child = tearing(project.list('login'), listOf(titles), {
			how: 'truncating',
			rounds,
			pauseMs,
		});
		await ended(child);
		project.write('login', 'Last');
		await waitFor(() => watching!.titles().join() === 'Last');
		expect([...looks].filter((one) => !one.startsWith('Last'))).toEqual(calm);
	},
);

// Its writer rests for a tenth of a second; on a machine that is held up that may become a whole one, after
// which what is there is rightly believed. So it may be tried again.
test('a list that becomes longer in two steps shows no task of one half', {retry: 3}, async () => {
	project.write('login', ...titles);
	watching = await watchProject([project.folder]);
	const looks = witness(watching);
	const longer = listOf([...titles, ...titles.map((title) => `${title} again and again`), 'End']);
	await ended(tearing(project.list('login'), longer, {how: 'truncating', rounds: 1, pauseMs: 100}));
	await waitFor(() => watching!.titles().includes('End'));
	expect(looks.size).toBe(2);
});

test('a database that is cut off keeps its tasks, and says how much of it is there', async () => {
	const {DatabaseSync} = await import('node:sqlite');
	const file = project.at('000_core', 'task_execution.db');
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(
		project.at('000_core', '000_backlog.md'),
		'# Backlog\n\n| ID | Title | Status |\n| --- | --- | --- |\n| B-001 | Keep | pending |\n',
	);
	const database = new DatabaseSync(file);
	database.exec(
		`CREATE TABLE task_executions (task_id TEXT, status TEXT, started_at TEXT, updated_at TEXT);
		INSERT INTO task_executions VALUES ('B-001', 'in_progress', '2026-03-01 12:00:00', '2026-03-01 12:00:00');
		CREATE TABLE padding (text TEXT); INSERT INTO padding VALUES ('${'x'.repeat(60_000)}')`,
	);
	database.close();
	const {size} = statSync(file);
	watching = await watchProject([project.folder]);
	const {store} = watching;
	const shown = () => [...store.getState().tasks.values()].map(({id, status}) => `${id} ${status}`);
	const before = shown();
	expect(before.length).toBeGreaterThan(0);
	truncateSync(file, 30_000);
	await waitFor(() => store.getState().torn.has(file));
	expect(store.getState().torn.get(file)).toMatchObject({
		damage: {message: `30,000 of ${size.toLocaleString('en-US')} bytes`, excerpt: null},
		sizes: [size, 30_000],
		writes: {inPlace: 1, replaced: 0, truncated: 1},
		shows: 'last-good',
	});
	expect(shown()).toEqual(before);
});

test('a single look at a file that is being written waits for its writer', async () => {
	const file = project.at('specs', '001-login', 'tasks_meta.json');
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, featureOf('pending').slice(0, 100));
	const store = createStore();
	const reading = readSnapshot({
		workspaces: [project.folder],
		settings: defaultSettings,
		store,
		withReferences: false,
	});
	await waitFor(() => store.getState().torn.has(file));
	writeFileSync(file, featureOf('pending'));
	await reading;
	expect(store.getState().tasks.size).toBe(4);
	expect(store.getState().torn.get(file)).toMatchObject({since: null, count: 1});
});
