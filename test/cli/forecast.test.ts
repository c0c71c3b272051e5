import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {statsReportSchema} from '../../source/export/stats-schema.ts';
import {runCommand} from '../helpers/run-command.ts';

let folder = '';

/** So many tasks that took ten minutes and more, one after the other, and two in the plan. */
const project = async (name: string, completed: number): Promise<void> => {
	const root = path.join(folder, name);
	await mkdir(path.join(root, '000_core'), {recursive: true});
	const database = new DatabaseSync(path.join(root, 'task_execution.db'));
	database.exec(`
		create table task_executions (task_id text primary key, status text, started_at text,
			completed_at text, error_message text, retry_count integer, progress real,
			execution_time real, metadata text, created_at text, updated_at text);
		create table task_metadata (task_id text primary key, title text, priority text, points integer,
			description text, tech_footprint text, dependencies text, score_total real,
			human_required integer, human_reason text, created_at text, updated_at text);
		create table execution_history (id integer primary key, task_id text, status text,
			timestamp text, message text, metadata text);
	`);
	const execution = database.prepare(`insert into task_executions values
		(?, ?, ?, ?, ?, 0, 1, ?, null, ?, ?)`);
	const history = database.prepare(
		'insert into execution_history (task_id, status, timestamp, message, metadata) values (?, ?, ?, ?, ?)',
	);
	for (let index = 0; index <= completed; index++) {
		const id = `B-1${String(index).padStart(2, '0')}`;
		const isFailed = index === completed;
		const status = isFailed ? 'failed' : 'completed';
		const message = isFailed ? `timed out after ${index}s` : null;
		const start = Date.UTC(2025, 7, 12, index);
		const naive = (at: number) => new Date(at).toISOString().slice(0, 19);
		const end = start + (10 + index) * 60_000;
		execution.run(
			id,
			status,
			naive(start),
			naive(end),
			message,
			(end - start) / 1000,
			naive(start).replace('T', ' '),
			naive(end),
		);
		history.run(id, 'running', naive(start), 'Task execution started', null);
		history.run(
			id,
			status,
			naive(end),
			`Task execution ${status}`,
			JSON.stringify({execution_time: (end - start) / 1000, error_message: message}),
		);
	}

	database.close();
	await writeFile(
		path.join(root, '000_core', '000_backlog.md'),
		[
			'| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |',
			'| --- | --- | --- | --- | --- | --- | --- | --- |',
			'| B-201 | One | 🔥 | 3 | todo | x | y | None |',
			'| B-202 | Two | 🔥 | 3 | todo | x | y | None |',
			'',
		].join('\n'),
	);
};

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-forecast-'));
	await project('enough', 12);
	await project('little', 4);
});

afterAll(async () => await rm(folder, {recursive: true}));

const run = async (...words: string[]): Promise<string> => {
	const {code, stdout} = await runCommand(words, {
		cwd: folder,
		env: {HOME: folder, XDG_STATE_HOME: path.join(folder, 'state')},
	});
	expect(code).toBe(0);
	return stdout;
};

describe('what is to be expected', () => {
	test('stats tells errors and forecasts, as the schema says', async () => {
		const {errors, forecast} = statsReportSchema.parse(
			JSON.parse(await run('stats', 'enough', '--json')),
		);
		expect(errors).toMatchObject([
			{pattern: 'timed out after <duration>', category: 'timeout', count: 1, recovered: 0},
		]);
		expect(forecast).toMatchObject({agents: 1, all: {tasks: 2}, score: {of: 'tried'}});
		const {from, until} = forecast!.all!.nineTenths;
		expect(Date.parse(from)).toBeLessThan(Date.parse(until));
	});

	test('stats prints them', async () => {
		const printed = await run('stats', 'enough');
		expect(printed).toContain('FORECAST  1 at once, without pauses');
		expect(printed).toMatch(/everything {2}done in \d+-\d+m|everything {2}done in \d+m-1h/);
		expect(printed).toContain('timed out after <duration>');
	});

	test('next says when everything is likely to be done', async () => {
		expect(await run('next', 'enough')).toMatch(
			/\nlikely done .+ \(90 %\), 1 at once without pauses, not counting 1 that cannot start by itself\n$/,
		);
	});

	test('nothing is said below the floor but what is missing', async () => {
		expect(await run('next', 'little')).not.toContain('likely done');
		expect(await run('stats', 'little')).toContain('not enough data: 4 of 8');
		const report = statsReportSchema.parse(JSON.parse(await run('stats', 'little', '--json')));
		expect(report.forecast).toMatchObject({all: null, known: 4, needed: 8});
	});
});
