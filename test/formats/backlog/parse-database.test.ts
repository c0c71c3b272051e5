import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {anything, array, assert, constantFrom, dictionary, property} from 'fast-check';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {tables} from '../../../source/formats/backlog/claims.ts';
import {parse} from '../../../source/formats/backlog/parse.ts';
import type {DatabaseFile} from '../../../source/formats/backlog/parse-database.ts';
import type {DatabaseContent} from '../../../source/formats/format.ts';
import {readDatabase} from '../../../source/watch/read-database.ts';
import {execution, fullSchema, taskDatabase} from './task-database.ts';

const readAt = Date.parse('2025-08-10T15:30:00Z');

const parsed = (database: DatabaseContent) =>
	parse({
		path: '/w/task_execution.db',
		workspace: '/w',
		kind: 'database',
		content: {type: 'database', database},
		stat: {modifiedAt: readAt, size: 1, isFolder: false},
		readAt,
	});

const fileOf = (database: DatabaseContent): DatabaseFile =>
	(parsed(database).value as {database: DatabaseFile}).database;

const codes = (database: DatabaseContent): string[] =>
	parsed(database).problems.map(({code}) => code);

describe('what could not be read', () => {
	const state = (changes: Partial<DatabaseContent>) => taskDatabase({}, {tables: {}, ...changes});

	test.each([
		['truncated', '90 of 100 bytes', 'unreadable', 'db-truncated', 'error'],
		['malformed', 'disk image is malformed', 'unreadable', 'db-malformed', 'error'],
	] as const)('%s is an error', (how, detail, quality, code, severity) => {
		const {quality: found, problems, value} = parsed(state({state: how, detail}));
		expect([found, value]).toEqual([quality, null]);
		expect(problems).toMatchObject([{code, severity}]);
		expect(problems[0]!.message).toContain(detail);
	});

	test.each([
		['busy', 'unreadable', []],
		['empty', 'empty', [{code: 'db-empty', severity: 'info'}]],
	] as const)('%s is no error', (how, quality, problems) => {
		expect(parsed(state({state: how}))).toMatchObject({
			value: null,
			quality,
			problems,
			references: [],
		});
	});

	test('a database without the tables is somebody else’s', () => {
		const other = state({tables: {task_metadata: {columns: ['x'], rows: []}}});
		expect(parsed(other)).toMatchObject({quality: 'foreign', problems: []});
		const namesake = state({tables: {task_executions: {columns: ['id'], rows: []}}});
		expect(parsed(namesake)).toMatchObject({quality: 'foreign', problems: []});
	});

	test('a journal that stays is a crash; until then it may be a writer at work', () => {
		const {problems} = parsed(taskDatabase({}, {hasHotJournal: true, state: 'recovered'}));
		expect(problems).toMatchObject([
			{code: 'db-hot-journal', severity: 'warning', activeFrom: readAt + 5000},
		]);
	});

	test('rows that were left away are said', () => {
		expect(parsed(taskDatabase({}, {detail: 'only the last 5 rows'})).problems[0]!.message).toBe(
			'too much to read: only the last 5 rows',
		);
	});
});

describe('times', () => {
	test('are those of the writer, by the offset of each row', () => {
		const {records, offset} = fileOf(
			taskDatabase({
				executions: [
					execution('B-1', 'running'),
					execution('B-2', 'running', {
						started_at: '2025-11-10T09:00:00',
						created_at: '2025-11-10 15:00:00',
						updated_at: '2025-11-10T09:30:00',
					}),
				],
			}),
		);
		expect(records.map((record) => record.execution!.startedAt!.at)).toEqual([
			Date.parse('2025-08-10T15:00:00Z'),
			Date.parse('2025-11-10T15:00:00Z'),
		]);
		expect(records[1]!.execution!.updatedAt!.at).toBe(Date.parse('2025-11-10T15:30:00Z'));
		expect(offset).toBe(6 * 3_600_000);
	});

	test('of the history take the offset of their task', () => {
		const {records} = fileOf(
			taskDatabase({
				executions: [execution('B-1', 'running')],
				history: [
					{task_id: 'B-1', status: 'running', timestamp: '2025-08-10T10:05:00', message: 'x'},
					{task_id: 'gone', status: 'running', timestamp: '2025-08-10T10:06:00', message: 'x'},
				],
			}),
		);
		expect(records.map(({id, attempts}) => [id, attempts!.lastAt])).toEqual([
			['B-1', Date.parse('2025-08-10T15:05:00Z')],
			['gone', Date.parse('2025-08-10T15:06:00Z')],
		]);
	});

	test('without any offset are read here, and it is said', () => {
		const database = taskDatabase({executions: [execution('B-1', 'running', {created_at: null})]});
		expect(codes(database)).toEqual(['time-zone-assumed']);
		expect(fileOf(database).records[0]!.execution!.startedAt!.at).toBe(
			new Date(2025, 7, 10, 10).getTime(),
		);
		expect(codes(taskDatabase({executions: [execution('B-1', 'running')]}))).toEqual([]);
	});
});

describe('what the writer keeps', () => {
	test('in its JSON is read from it: agent, trigger, error', () => {
		const {records} = fileOf(
			taskDatabase({
				executions: [
					execution('B-1', 'failed', {
						metadata: '{"agent": "coder", "trigger": "auto", "points": 1, "executor": "003.md"}',
					}),
				],
				history: [
					{
						task_id: 'B-1',
						status: 'failed',
						timestamp: '2025-08-10T10:05:00',
						message: 'Task execution failed',
						metadata:
							'{"execution_time": 12.5, "error_message": "bad \\u001b[31m", "retry_count": 0}',
					},
				],
			}),
		);
		expect(records[0]!.execution).toMatchObject({
			agent: 'coder',
			trigger: 'auto',
			executor: '003.md',
		});
		expect(records[0]!.attempts!.ended[0]).toMatchObject({durationMs: 12_500, error: 'bad'});
	});

	test.each(['{', '[]', 'null', '"x"', '{"agent": {"a": 1}}', '['.repeat(60_000)])(
		'broken JSON %# costs nothing else',
		(metadata) => {
			const {records} = fileOf(
				taskDatabase({executions: [execution('B-1', 'failed', {metadata})]}),
			);
			expect(records[0]!.execution).toMatchObject({status: 'failed', agent: null});
		},
	);

	test('is less for the narrow writer, and that is said', () => {
		const full = taskDatabase({executions: [execution('B-1', 'completed')]});
		const narrow = {
			...full.tables['task_executions']!,
			columns: fullSchema['task_executions']!.filter(
				(name) => name !== 'execution_time' && name !== 'metadata',
			),
		};
		const two = {task_executions: narrow, task_metadata: full.tables['task_metadata']!};
		const [first] = parsed({...full, tables: two}).problems;
		expect(first).toMatchObject({code: 'db-narrow', severity: 'info'});
		expect(first!.message).toContain('written by process_tasks');
		const hybrid = parsed({...full, tables: {...full.tables, task_executions: narrow}}).problems;
		expect(hybrid[0]!.message).toContain('state_manager');
		expect(fileOf({...full, tables: two}).records[0]!.attempts).toBeNull();
	});

	test('was cleaned up where the metrics count more than the history tells', () => {
		const history = [
			{
				task_id: 'B-1',
				status: 'completed',
				timestamp: '2025-08-02T10:00:00',
				message: 'Task execution completed',
			},
		];
		const database = (total: number) =>
			taskDatabase({
				executions: [execution('B-1', 'completed')],
				history,
				metrics: [{task_id: 'B-1', total_executions: total}],
			});
		expect(codes(database(1))).toEqual([]);
		expect(parsed(database(3)).problems).toMatchObject([
			{code: 'history-cut', message: expect.stringContaining('since 2025-08-02')},
		]);
	});

	test('without a task is left out and counted', () => {
		const database = taskDatabase({
			executions: [execution('B-1', 'completed'), execution('', 'failed')],
		});
		expect(fileOf(database).records.map(({id}) => id)).toEqual(['B-1']);
		expect(codes(database)).toEqual(['row-malformed']);
	});
});

test('any values in any columns are answered', () => {
	const names = Object.values(fullSchema).flat();
	const rows = array(dictionary(constantFrom(...names), anything({maxDepth: 1}), {maxKeys: 6}), {
		maxLength: 5,
	});
	assert(
		property(rows, rows, (executions, history) => {
			const content = taskDatabase({});
			const result = parsed({
				...content,
				tables: {
					...content.tables,
					task_executions: {
						columns: fullSchema['task_executions']!,
						rows: executions as Record<string, null>[],
					},
					execution_history: {
						columns: fullSchema['execution_history']!,
						rows: history as Record<string, null>[],
					},
				},
			});
			expect(result.quality).toBe('whole');
		}),
	);
});

describe('real files', () => {
	let folder: string;
	let file: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'task-database-'));
		file = path.join(folder, 'task_execution.db');
	});

	afterEach(() => {
		rmSync(folder, {recursive: true, force: true});
	});

	test('written with the documented schema are read to the end', async () => {
		const database = new DatabaseSync(file);
		for (const [name, columns] of Object.entries(fullSchema)) {
			database.exec(`create table ${name} (${columns.join(', ')})`);
		}

		database.exec(`
			insert into task_executions (task_id, status, started_at, retry_count, progress, execution_time, created_at, updated_at)
				values ('B‑1', 'completed', '2025-08-10T10:00:00.000020', 0, 0.5, 12.5, '2025-08-10 15:00:00', '2025-08-10T10:10:00');
			insert into task_metadata (task_id, title, priority, points, human_required) values ('B‑1', 'Title', '🔥', 3, 1);
			insert into execution_history values (1, 'B‑1', 'running', '2025-08-10T10:00:00.000100', 'Task execution started', null);
			insert into execution_history values (2, 'B‑1', 'completed', '2025-08-10T10:10:00.000100', 'Task execution completed', '{"execution_time": 12.5}')`);
		database.close();
		const [record] = fileOf(await readDatabase(file, tables)).records;
		expect(record).toMatchObject({
			id: 'B‑1',
			foldedId: 'B-1',
			execution: {status: 'completed', progress: 0.5, executionTime: 12.5},
			metadata: {title: 'Title', priority: '🔥', points: 3, human_required: 1},
			attempts: {ended: [{outcome: 'completed', durationMs: 12_500}], retries: 0},
		});
	});
});
