import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {windowOf} from '../../source/cli/stats-window.ts';
import {UsageError} from '../../source/cli/usage-error.ts';
import {statsReportSchema} from '../../source/export/stats-schema.ts';
import {runCommand} from '../helpers/run-command.ts';

let folder = '';

/** A database of two tasks: one failed twice and was completed, one failed for good. */
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-stats-'));
	await mkdir(path.join(folder, 'project'));
	await mkdir(path.join(folder, 'empty'));
	const database = new DatabaseSync(path.join(folder, 'project', 'task_execution.db'));
	database.exec(`
		create table task_executions (task_id text primary key, status text, started_at text,
			completed_at text, error_message text, retry_count integer, progress real,
			execution_time real, metadata text, created_at text, updated_at text);
		create table task_metadata (task_id text primary key, title text, priority text, points integer,
			description text, tech_footprint text, dependencies text, score_total real,
			human_required integer, human_reason text, created_at text, updated_at text);
		create table execution_history (id integer primary key, task_id text, status text,
			timestamp text, message text, metadata text);
		insert into task_executions values
			('B-001', 'completed', '2025-08-12T10:20:00', '2025-08-12T10:30:00', null, 2, 1, 600, null,
				'2025-08-12 10:20:00', '2025-08-12T10:30:00'),
			('B-002', 'failed', '2025-08-12T11:00:00', '2025-08-12T11:01:00', 'boom', 0, 0, 60, null,
				'2025-08-12 11:00:00', '2025-08-12T11:01:00');
		insert into task_metadata (task_id, title) values ('B-001', 'First'), ('B-002', 'Second');
		insert into execution_history (task_id, status, timestamp, message) values
			('B-001', 'running', '2025-08-12T10:00:00', 'Task execution started'),
			('B-001', 'failed', '2025-08-12T10:02:00', 'Task execution failed'),
			('B-001', 'pending', '2025-08-12T10:02:30', 'Retry attempt 1'),
			('B-001', 'running', '2025-08-12T10:10:00', 'Task execution started'),
			('B-001', 'failed', '2025-08-12T10:12:00', 'Task execution failed'),
			('B-001', 'pending', '2025-08-12T10:12:30', 'Retry attempt 2'),
			('B-001', 'running', '2025-08-12T10:20:00', 'Task execution started'),
			('B-001', 'completed', '2025-08-12T10:30:00', 'Task execution completed'),
			('B-002', 'running', '2025-08-12T11:00:00', 'Task execution started'),
			('B-002', 'failed', '2025-08-12T11:01:00', 'Task execution failed');
	`);
	database.close();
	await writeFile(
		path.join(folder, 'strict.json'),
		JSON.stringify({metrics: {slowSeconds: 1000, oftenRetried: 1}}),
	);
});

afterAll(async () => await rm(folder, {recursive: true}));

const run = async (line: string) =>
	await runCommand(['stats', ...line.split(' ').filter(Boolean)], {
		cwd: folder,
		env: {HOME: folder, XDG_STATE_HOME: path.join(folder, 'state')},
	});

const reportOf = async (line: string) => {
	const {code, stdout} = await run(`${line} --json`);
	expect(code).toBe(0);
	return statsReportSchema.parse(JSON.parse(stdout));
};

describe('metawatch stats', () => {
	test('counts every attempt once, as the schema says', async () => {
		const report = await reportOf('project');
		expect(report.population).toMatchObject({attempts: 4, tasks: 2, formats: ['backlog']});
		expect(report.success.attempts).toMatchObject({successes: 1, count: 4});
		expect(report.success.tasks).toMatchObject({successes: 1, count: 2});
		expect(report.durations.completed).toMatchObject({count: 1, median: 600_000});
		expect(report.durations.failed).toMatchObject({count: 3, median: 120_000});
		expect(report.retries).toMatchObject({total: 2, recovered: {successes: 2, count: 3}});
		expect(report.slow).toMatchObject([{id: 'B-001', value: 600_000}]);
		expect(report.oftenRetried).toEqual([]);
	});

	test('takes its thresholds from the settings', async () => {
		const report = await reportOf('project --config strict.json');
		expect(report.slow).toEqual([]);
		expect(report.oftenRetried).toMatchObject([{id: 'B-001', value: 2}]);
	});

	test('narrows to a time and to a filter, and says so', async () => {
		const since = await reportOf('project --since 2025-08-12T10:45:00Z');
		expect(since.population).toMatchObject({attempts: 1, since: '2025-08-12T10:45:00.000Z'});
		const filtered = await reportOf('project --filter id:B-002');
		expect(filtered.population).toMatchObject({attempts: 1, filter: 'id:B-002'});
		expect((await run('project --since 1h')).stdout).toContain('No attempt ended in this time.');
	});

	test('prints for people whom it is about, in the width it is given', async () => {
		const {code, stdout} = await run('project --by agent');
		expect(code).toBe(0);
		expect(stdout).toContain('4 attempts of 2 tasks, 12 Aug 2025, backlog');
		expect(stdout).toMatch(/attempts .* 25% {2}1 of 4 \(5–70%\)/);
		expect(stdout).not.toContain('\u001B');
		const narrow = await runCommand(['stats', 'project'], {
			cwd: folder,
			env: {HOME: folder, COLUMNS: '60'},
		});
		expect(Math.max(...narrow.stdout.split('\n').map((line) => line.length))).toBeLessThan(61);
	});

	test('of nothing says how to get some', async () => {
		const {code, stdout} = await run('empty');
		expect(code).toBe(0);
		expect(stdout).toContain('metawatch history import');
	});

	test('refuses what is no time', async () => {
		expect(await run('project --since soon')).toMatchObject({
			code: 2,
			stderr:
				'metawatch: --since needs a length of time (90m, 12h, 7d, 4w) or a date (2026-03-01), not "soon"\n',
		});
	});
});

describe('a window', () => {
	const now = Date.UTC(2026, 2, 1, 14);

	test('is a length before now, or a time', () => {
		expect(windowOf({since: '7d', until: '90m'}, now)).toEqual({
			since: now - 7 * 86_400_000,
			until: now - 5_400_000,
		});
		expect(windowOf({since: '2026-02-01T10:00:00+02:00'}, now).since).toBe(Date.UTC(2026, 1, 1, 8));
		expect(windowOf({}, now)).toEqual({since: null, until: null});
	});

	test('that ends with a day holds all of it', () => {
		const {since, until} = windowOf({since: '2026-02-01', until: '2026-02-01'}, now);
		expect(until! - since!).toBe(86_400_000 - 1);
	});

	test('holds something', () => {
		expect(() => windowOf({since: '1d', until: '2d'}, now)).toThrow(UsageError);
	});
});
