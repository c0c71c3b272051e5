import {spawnSync} from 'node:child_process';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {factsOf, type TaskFacts} from '../../source/history/recording.ts';
import {createArchive} from '../../source/history/archive.ts';
import {historyFile} from '../../source/history/history.ts';
import {openDatabase} from '../../source/history/open-database.ts';
import {blankTask, type Task} from '../../source/model/task.ts';
import {transitionsBetween} from '../../source/store/transitions.ts';
import {temporaryFolder} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
	place = temporaryFolder();
	file = `${place.folder}/${historyFile}`;
});

afterEach(() => place.remove());

const noon = Date.UTC(2026, 2, 1, 12);
const second = 1000;

const blank = blankTask({
	key: 'backlog:/code#B-1',
	id: 'B-1',
	title: 'First',
	format: 'backlog',
	workspace: '/code',
	group: '000_backlog.md',
});

/** Records what becomes of one task, one version after the other, a second apart. */
const live = async (versions: readonly Partial<Task>[]): Promise<void> => {
	const opened = await openDatabase({file, workspace: '/code', now: noon});
	if (opened.type !== 'open') {
		throw new Error(opened.reason);
	}

	const archive = createArchive({
		database: opened.database,
		workspace: '/code',
		run: {kind: 'watch', name: 'test'},
		now: noon,
	});
	let before: Task | null = null;
	for (const [index, version] of versions.entries()) {
		const after: Task = {...blank, ...version};
		const at = noon + index * second;
		const facts = (task: Task | null): TaskFacts | null => task && factsOf(task);
		archive.record({
			at,
			isFirst: index === 0,
			versions: [],
			transitions:
				before === null
					? []
					: transitionsBetween(new Map([[blank.key, before]]), new Map([[blank.key, after]]), at),
			tasks: [{before: facts(before), after: facts(after)}],
		});
		before = after;
	}

	opened.database.close();
};

const rows = (sql: string): unknown[] => {
	const database = new DatabaseSync(file, {readOnly: true});
	const found = database.prepare(sql).all();
	database.close();
	return found.map((row) => ({...row}));
};

const error = {message: 'timed out', category: 'timeout', severity: 'medium'} as const;

/** Fails after two seconds, is tried again after one, and succeeds after four. */
const story: readonly Partial<Task>[] = [
	{
		status: 'pending',
		priority: {raw: 'high', rank: 1},
		facts: [
			{label: 'points', value: '0.5'},
			{label: 'outcome', value: 'It works'},
		],
		dependencies: [{raw: 'B-0', id: 'B-0', key: null, state: 'archived'}],
	},
	{status: 'running', progress: 0},
	{status: 'running', progress: 0.26, stage: {name: 'PRD parsed', index: null, total: null}},
	{status: 'failed', error},
	{status: 'running', error: null},
	{status: 'running'},
	{status: 'running'},
	{status: 'running'},
	{status: 'completed'},
];

describe("the owner's tables", () => {
	test('tell executions: times in UTC, true retries, progress 1 at completion', async () => {
		await live(story);
		expect(rows('select * from task_executions')).toEqual([
			{
				task_id: 'backlog:/code#B-1',
				status: 'completed',
				started_at: '2026-03-01T12:00:04.000Z',
				completed_at: '2026-03-01T12:00:08.000Z',
				error_message: null,
				retry_count: 1,
				progress: 1,
				execution_time: 4,
				metadata: expect.stringContaining('"id":"B-1"'),
				created_at: '2026-03-01T12:00:01.000Z',
				updated_at: '2026-03-01T12:00:08.000Z',
			},
		]);
	});

	test('tell history in the words of the system it comes from', async () => {
		await live(story);
		expect(rows('select status, timestamp, message from execution_history order by id')).toEqual([
			{status: 'running', timestamp: '2026-03-01T12:00:01.000Z', message: 'Task execution started'},
			{
				status: 'running',
				timestamp: '2026-03-01T12:00:02.000Z',
				message: 'Progress: 26.0% - PRD parsed',
			},
			{status: 'failed', timestamp: '2026-03-01T12:00:03.000Z', message: 'Task execution failed'},
			{status: 'running', timestamp: '2026-03-01T12:00:04.000Z', message: 'Task execution started'},
			{
				status: 'completed',
				timestamp: '2026-03-01T12:00:08.000Z',
				message: 'Task execution completed',
			},
		]);
	});

	test('tell metrics with a success rate, and metadata with halves of points', async () => {
		await live(story);
		expect(rows('select * from performance_metrics')).toEqual([
			{
				task_id: 'backlog:/code#B-1',
				avg_execution_time: 3,
				success_rate: 0.5,
				total_executions: 2,
				successful_executions: 1,
				failed_executions: 1,
				last_execution: '2026-03-01T12:00:08.000Z',
				created_at: '2026-03-01T12:00:03.000Z',
				updated_at: '2026-03-01T12:00:08.000Z',
			},
		]);
		await live([story[0]!]);
		expect(rows('select * from task_metadata')).toMatchObject([
			{
				title: 'First',
				priority: 'high',
				points: 0.5,
				description: 'It works',
				dependencies: 'B-0',
				human_required: 0,
				human_reason: null,
			},
		]);
	});

	test('know nothing of what nobody knows', async () => {
		await live([{status: 'completed'}]);
		expect(rows('select * from task_executions')).toEqual([]);
		await live([{status: 'running'}]);
		expect(rows('select started_at, completed_at, execution_time from task_executions')).toEqual([
			{started_at: null, completed_at: null, execution_time: null},
		]);
	});
});

const python = spawnSync('python3', [
	'-c',
	'import sqlite3; print(sqlite3.sqlite_version_info >= (3, 37))',
]);
const hasPython = python.status === 0 && python.stdout.toString().startsWith('True');

test.skipIf(!hasPython)(
	`are read by Python${hasPython ? '' : ': skipped, there is no python3 with SQLite 3.37'}`,
	async () => {
		await live(story);
		const script = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
print(database.execute('select task_id, status, retry_count from task_executions').fetchall())
print(database.execute('pragma integrity_check').fetchone(), database.execute('pragma foreign_key_check').fetchall())
`;
		const {stdout, stderr} = spawnSync('python3', ['-c', script, file]);
		expect(stderr.toString()).toBe('');
		expect(stdout.toString().trim().split('\n')).toEqual([
			"[('backlog:/code#B-1', 'completed', 1)]",
			"('ok',) []",
		]);
	},
);
