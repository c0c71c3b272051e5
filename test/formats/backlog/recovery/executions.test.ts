import {describe, expect, test} from 'vitest';
import {readAt, row} from '../project.ts';
import {execution, taskDatabase} from '../task-database.ts';
import {backlogPath, databasePath, later, sceneOf} from './scene.ts';

/** The writer stands five hours west of UTC. */
const nowThere = '2025-08-10T10:30:00';
const laterThere = '2025-08-10T16:30:00';

const failed = execution('B‑1', 'failed', {
	completed_at: '2025-08-10T10:10:00.000400',
	error_message: 'Operation timed out after 300s',
	execution_time: 600.000_38,
	progress: 0.5,
	updated_at: '2025-08-10T10:10:00.000500',
});
const started = {
	task_id: 'B‑1',
	status: 'running',
	timestamp: '2025-08-10T10:00:00.000100',
	message: 'Task execution started',
	metadata: '{"trigger": "cli"}',
};
const ended = {
	task_id: 'B‑1',
	status: 'failed',
	timestamp: '2025-08-10T10:10:00.000450',
	message: 'Task execution failed',
	metadata:
		'{"execution_time": 600.00038, "error_message": "Operation timed out after 300s", "retry_count": 0}',
};
const metrics = {
	task_id: 'B‑1',
	avg_execution_time: 600.000_38,
	success_rate: null,
	total_executions: 1,
	successful_executions: 0,
	failed_executions: 1,
	last_execution: '2025-08-10T10:10:00.000460',
	created_at: '2025-08-10 15:10:00',
	updated_at: '2025-08-10T10:10:00.000470',
};
const afterFailure = {executions: [failed], history: [started, ended], metrics: [metrics]};
/** Ten minutes after the start: nobody would call that silent. */
const early = readAt - 20 * 60_000;
const running = {executions: [execution('B‑1', 'running')], history: [started]};
const todo = row('B‑1');

describe('retry', () => {
	const scene = sceneOf({text: todo, rows: afterFailure});
	const after = scene.after('B‑1', 'retry');

	test('makes the execution pending and counts, and leaves everything else of the row', () => {
		expect(after.rows('task_executions')).toEqual([
			{
				...scene.rows('task_executions')[0],
				status: 'pending',
				retry_count: 1,
				updated_at: nowThere,
			},
		]);
	});

	test('adds the row the writer adds, whose number the database makes', () => {
		expect(scene.draft('B‑1', 'retry')).toMatchObject({
			edits: [
				{type: 'row', table: 'task_executions', key: {task_id: 'B‑1'}},
				{
					type: 'row',
					path: databasePath,
					table: 'execution_history',
					key: {},
					before: null,
					after: {
						task_id: 'B‑1',
						status: 'pending',
						timestamp: nowThere,
						message: 'Retry attempt 1',
					},
				},
			],
		});
	});

	test('what is read back is a queued retry, and the backlog is as it was', () => {
		expect(after.task('B‑1')).toMatchObject({status: 'pending', retries: 1});
		expect(after.task('B‑1').stage?.name).toBe('retry queued');
		expect(after.text).toBe(scene.text);
		expect(after.rows('performance_metrics')).toEqual(scene.rows('performance_metrics'));
	});

	test('microseconds as Python writes them', () => {
		const precise = sceneOf({text: todo, rows: afterFailure, now: readAt + 7});
		expect(precise.after('B‑1', 'retry').rows('task_executions')[0]).toMatchObject({
			updated_at: `${nowThere}.007000`,
		});
	});

	test('before the pause is over it is offered with what speaks against it', () => {
		const soon = sceneOf({
			text: todo,
			rows: afterFailure,
			now: Date.parse('2025-08-10T15:10:01.000Z'),
		});
		expect(soon.option('B‑1', 'retry')).toMatchObject({
			refusal: null,
			against: [
				'the pause after a timeout error is 2.5 to 5 s, and 4 s of it are left',
				'alone it may not help: retry with a longer time limit',
			],
		});
		const draft = soon.draft('B‑1', 'retry');
		expect(draft).toMatchObject({
			checks: [{state: 'passed'}, {state: 'failed', detail: '2.5 to 5 s: not over yet'}],
		});
		expect(scene.option('B‑1', 'retry').against).toEqual([
			'alone it may not help: retry with a longer time limit',
		]);
	});

	test.each([
		['[Errno 28] No space left on device', 0, 'data or the machine is at risk'],
		['Operation timed out after 300s', 2, 'all 2 retries for this kind of error are used'],
		["invalid literal for int() with base 10: '0.5'", 1, 'the one retry for this kind'],
		['something else', 3, 'all 3 retries'],
	])('%s after %d retries is refused', (message, retries, reason) => {
		const used = sceneOf({
			text: todo,
			rows: {executions: [{...failed, error_message: message, retry_count: retries}]},
		});
		expect(used.option('B‑1', 'retry').refusal).toContain(reason);
		expect(used.draft('B‑1', 'retry')).toMatchObject({type: 'refused'});
		expect(used.option('B‑1', 'reset-task').refusal).toBeNull();
	});

	test('an interrupted one is retried too, and asks for no pause', () => {
		const silent = sceneOf({text: todo, rows: running, now: later});
		expect(silent.statusOf('B‑1')).toBe('interrupted');
		expect(silent.option('B‑1', 'retry')).toMatchObject({against: [], refusal: null});
		expect(silent.after('B‑1', 'retry').statusOf('B‑1')).toBe('pending');
	});

	test('open dependencies and a person that is needed speak against it', () => {
		const waiting = sceneOf({
			text: `${row('B‑1', {dependencies: 'B‑2'})}<!-- human_required: true -->\n<!-- reason: keys -->\n${row('B‑2')}`,
			rows: afterFailure,
			now: later,
		});
		expect(waiting.option('B‑1', 'retry')).toMatchObject({
			against: [
				'alone it may not help: retry with a longer time limit',
				'it depends on B‑2 (pending): the executor starts it only when that is done',
				'a person is needed for it: keys',
			],
			command: null,
		});
		expect(scene.option('B‑1', 'retry').command).toBe(
			'python3 scripts/process_tasks.py execute B‑1',
		);
	});
});

describe('the backlog in step', () => {
	test.each([
		['in-progress', 'todo'],
		['failed', 'todo'],
		['todo', 'todo'],
		['partial', 'partial'],
	])('a row that says %s says %s after a retry', (before, after) => {
		const text = row('B‑1', {status: before});
		const next = sceneOf({text, rows: afterFailure}).after('B‑1', 'retry');
		expect(next.text).toBe(row('B‑1', {status: after}));
		expect(next.task('B‑1').status).toBe('pending');
	});

	test.each(['requeue', 'retry', 'mark-failed', 'reset-task'])(
		'%s takes in-progress back',
		(id) => {
			const text = `${row('B‑1', {status: '🔄 in_progress'})}<!-- last_updated: 2025-08-01T10:00:00.123456 -->\n`;
			const next = sceneOf({text, rows: running, now: later}).after('B‑1', id);
			expect(next.text).toBe(
				`${row('B‑1', {status: 'todo'})}<!-- last_updated: ${laterThere} -->\n`,
			);
			expect(next.statusOf('B‑1')).toBe(id === 'mark-failed' ? 'failed' : 'pending');
			expect(next.task('B‑1').attention.map(({code}) => code)).not.toContain('disagreement');
		},
	);

	test('where the row goes over two lines it stays, and is told', () => {
		const text = '| B‑1 | A | 🔥 | 3 | in-progress | out\ncome | tech | None |\n';
		const scene = sceneOf({text, rows: running, now: later});
		const told = 'its row in line 1 goes over several lines: change it in the editor';
		expect(scene.option('B‑1', 'requeue').against).toEqual([
			`the backlog goes on saying in-progress: ${told}`,
		]);
		expect(scene.draft('B‑1', 'requeue')).toMatchObject({
			notes: [`the backlog goes on saying in-progress: ${told}`],
		});
		const next = scene.after('B‑1', 'requeue');
		expect(next.text).toBe(text);
		expect(next.task('B‑1').status).toBe('pending');
	});
});

describe('requeue', () => {
	const scene = sceneOf({text: todo, rows: running, now: later});
	const after = scene.after('B‑1', 'requeue');

	test('pending again, and no retry is counted', () => {
		expect(after.rows('task_executions')).toEqual([
			{...scene.rows('task_executions')[0], status: 'pending', updated_at: laterThere},
		]);
		expect(after.rows('execution_history').at(-1)).toMatchObject({
			task_id: 'B‑1',
			status: 'pending',
			timestamp: laterThere,
			message: 'Requeued after interruption',
		});
		expect(after.task('B‑1')).toMatchObject({status: 'pending', retries: 0});
	});

	test('is not offered for what failed, nor for what is worked on', () => {
		expect(
			sceneOf({text: todo, rows: afterFailure})
				.options('B‑1')
				.map(({id}) => id),
		).not.toContain('requeue');
		const ids = sceneOf({text: todo, rows: running, now: early})
			.options('B‑1')
			.map(({id}) => id);
		expect(ids).not.toContain('requeue');
		expect(ids).not.toContain('mark-failed');
		expect(ids).not.toContain('retry');
	});

	test('where nobody saw it end it is offered all the same, with the doubt first', () => {
		const unsure = sceneOf({text: todo, rows: running, now: later, judged: 'running'});
		for (const id of ['requeue', 'retry', 'mark-failed']) {
			expect(unsure.option('B‑1', id)).toMatchObject({
				because: 'it says running, and nothing was written about it for 6h30m',
				against: ['nobody saw it end: make sure that no agent is still at it'],
				refusal: null,
			});
		}
	});

	test('the silence before it is no pause in work', () => {
		const again = sceneOf({text: todo, rows: running, now: later})
			.after('B‑1', 'requeue')
			.task('B‑1');
		const failedThere = sceneOf({text: todo, rows: running, now: later})
			.after('B‑1', 'mark-failed')
			.task('B‑1');
		expect(again.durationMs).toBeNull();
		expect(failedThere).toMatchObject({durationMs: null, durationSource: null});
	});
});

describe('mark failed', () => {
	const scene = sceneOf({text: todo, rows: {...running, metrics: [metrics]}, now: later});
	const after = scene.after('B‑1', 'mark-failed');
	const error = 'interrupted: silent since 2025-08-10T10:00:00';

	test('execution, history and metrics as the writer puts them down; the mean stays', () => {
		expect(after.rows('task_executions')).toEqual([
			{
				...scene.rows('task_executions')[0],
				status: 'failed',
				completed_at: laterThere,
				error_message: error,
				updated_at: laterThere,
			},
		]);
		expect(after.rows('execution_history').at(-1)).toEqual({
			task_id: 'B‑1',
			status: 'failed',
			timestamp: laterThere,
			message: 'Task execution failed',
			metadata: `{"execution_time": null, "error_message": "${error}", "retry_count": 0}`,
		});
		expect(after.rows('performance_metrics')).toEqual([
			{
				...scene.rows('performance_metrics')[0],
				total_executions: 2,
				failed_executions: 2,
				last_execution: laterThere,
				updated_at: laterThere,
			},
		]);
	});

	test('without metrics a row of them is made, without a mean', () => {
		expect(
			sceneOf({text: todo, rows: running, now: later})
				.after('B‑1', 'mark-failed')
				.rows('performance_metrics'),
		).toEqual([
			{
				task_id: 'B‑1',
				total_executions: 1,
				successful_executions: 0,
				failed_executions: 1,
				last_execution: laterThere,
				updated_at: laterThere,
			},
		]);
	});

	test('what is read back: failed by an interruption, which may be retried at once', () => {
		expect(after.task('B‑1')).toMatchObject({
			status: 'failed',
			error: {message: error, category: 'interruption'},
		});
		expect(after.option('B‑1', 'retry')).toMatchObject({refusal: null, against: []});
	});
});

describe('reset task', () => {
	test.each([
		['failed', afterFailure],
		['running', running],
	])('%s: the execution goes, history, metrics and metadata stay', (_, rows) => {
		const scene = sceneOf({text: todo, rows});
		const after = scene.after('B‑1', 'reset-task');
		expect(after.rows('task_executions')).toEqual([]);
		for (const table of ['execution_history', 'performance_metrics', 'task_metadata']) {
			expect(after.rows(table)).toEqual(scene.rows(table));
		}

		expect(after.task('B‑1').status).toBe('pending');
	});

	test('says what is lost, and that somebody may be at it', () => {
		const scene = sceneOf({text: todo, rows: running, now: early});
		expect(scene.option('B‑1', 'reset-task').against).toEqual([
			'it seems to be worked on: what its executor writes at the end would be lost',
		]);
		expect(sceneOf({text: todo, rows: afterFailure}).draft('B‑1', 'reset-task')).toMatchObject({
			lost: [
				'task_execution.db: the execution of B‑1 (failed, started 2025-08-10T10:00:00.000020, error "Operation timed out after 300s")',
			],
		});
	});
});

describe('reset all', () => {
	const scene = sceneOf({
		text: todo,
		rows: {...afterFailure, metadata: [{task_id: 'B‑1', title: 'x'}]},
	});

	test('asks for its name, and leaves metadata alone', () => {
		const [option] = scene.options(null);
		expect(option).toMatchObject({id: 'reset-all', scope: 'group', isGrave: true});
		const after = scene.after(null, 'reset-all');
		expect(after.rows('task_executions')).toEqual([]);
		expect(after.rows('execution_history')).toEqual([]);
		expect(after.rows('performance_metrics')).toEqual([]);
		expect(after.rows('task_metadata')).toEqual(scene.rows('task_metadata'));
		expect(after.text).toBe(todo);
	});

	test('says what is lost, that undo brings it back, and how to copy the file', () => {
		expect(scene.draft(null, 'reset-all')).toMatchObject({
			lost: ['one execution', '2 history rows', 'one row of metrics'],
			notes: [expect.stringContaining('undo puts all of them back')],
			byHand: [
				`sqlite3 '/w/task_execution.db' 'vacuum into '\\''/w/task_execution.db.20250810153000'\\'''`,
			],
		});
	});

	test.each(['execution_history', 'performance_metrics'])(
		'rows of %s alone are reset too',
		(table) => {
			const {tables} = taskDatabase(afterFailure);
			const alone = sceneOf({
				text: todo,
				tables: Object.fromEntries(
					Object.entries(tables).map(([name, {columns, rows}]) => [
						name,
						{columns, rows: name === table ? rows : []},
					]),
				),
			});
			expect(alone.option(null, 'reset-all').refusal).toBeNull();
			expect(alone.after(null, 'reset-all').rows(table)).toEqual([]);
		},
	);

	test('with nothing in it there is nothing to reset', () => {
		const reason = 'task_execution.db has no executions to reset';
		const blank = sceneOf({text: todo, rows: {}});
		expect(blank.option(null, 'reset-all').refusal).toBe(reason);
		expect(blank.draft(null, 'reset-all')).toEqual({type: 'refused', reason});
		expect(scene.option(null, 'reset-all').refusal).toBeNull();
		expect(sceneOf({text: todo}).options(null)).toEqual([]);
	});
});

describe('schemas', () => {
	const {tables} = taskDatabase(running);
	const narrowColumns = tables['task_executions']!.columns.filter(
		(column) => column !== 'execution_time' && column !== 'metadata',
	);
	const narrowed = {
		columns: narrowColumns,
		rows: tables['task_executions']!.rows.map((one) =>
			Object.fromEntries(narrowColumns.map((column) => [column, one[column] ?? null])),
		),
	};
	const narrow = {task_executions: narrowed, task_metadata: tables['task_metadata']!};
	const hybrid = {...tables, task_executions: narrowed};

	test.each(['retry', 'requeue', 'mark-failed', 'reset-task'])(
		'narrow: %s touches the only table there is',
		(id) => {
			const scene = sceneOf({text: todo, tables: narrow, now: later});
			const draft = scene.draft('B‑1', id);
			expect(draft).toMatchObject({edits: [{table: 'task_executions'}]});
			expect(scene.option('B‑1', id).changes).toHaveLength(1);
			expect(Object.keys(scene.after('B‑1', id).rows('task_executions')[0] ?? {})).toEqual(
				id === 'reset-task' ? [] : narrowColumns,
			);
		},
	);

	test.each([
		['retry', 2],
		['requeue', 2],
		['mark-failed', 3],
	])('hybrid: %s writes the history as well', (id, count) => {
		const draft = sceneOf({text: todo, tables: hybrid, now: later}).draft('B‑1', id);
		expect(draft.type === 'ready' && draft.edits).toHaveLength(count);
	});

	test('a column that is missing is a refusal', () => {
		const {columns, rows} = tables['task_executions']!;
		const kept = columns.filter((name) => name !== 'retry_count');
		const stripped = rows.map((one) =>
			Object.fromEntries(kept.map((name) => [name, one[name] ?? null])),
		);
		const scene = sceneOf({
			text: todo,
			tables: {...tables, task_executions: {columns: kept, rows: stripped}},
			now: later,
		});
		expect(scene.draft('B‑1', 'retry')).toEqual({
			type: 'refused',
			reason: 'task_execution.db: task_executions has no column retry_count',
		});
		expect(scene.draft('B‑1', 'requeue').type).toBe('ready');
	});

	test('without a row that tells the zone this machine counts, and it is said', () => {
		const scene = sceneOf({
			text: todo,
			rows: {executions: [execution('B‑1', 'failed', {created_at: null})]},
		});
		expect(scene.draft('B‑1', 'retry')).toMatchObject({
			notes: [expect.stringContaining('time zone')],
		});
		expect(scene.after('B‑1', 'retry').rows('task_executions')[0]).toMatchObject({
			updated_at: '2025-08-10T17:30:00',
		});
	});
});

describe('refusals', () => {
	const scene = sceneOf({text: todo, rows: afterFailure});
	const {draft} = scene.option('B‑1', 'retry');
	const {tables} = taskDatabase(afterFailure);
	const on = (changes: Parameters<typeof sceneOf>[0]) =>
		sceneOf({text: todo, tables, ...changes}).disk.draft({draft});

	test.each([
		['nothing changed', {}, 'ready'],
		['the database is gone', {tables: undefined, rows: null}, 'is not there any more'],
		['its table is gone', {tables: {task_metadata: tables['task_metadata']!}}, 'no table'],
		['the row is gone', {rows: {}, tables: undefined}, 'no execution of B‑1 any more'],
		['the title changed', {text: row('B‑1', {title: 'Other'})}, 'id or title has changed'],
		['a writer crashed', {journal: 'x'}, 'task_execution.db-journal lies beside it'],
		['an empty journal is none', {journal: ''}, 'ready'],
		[
			'it was retried meanwhile',
			{rows: {executions: [{...failed, status: 'pending'}]}},
			'is pending now',
		],
		[
			'somebody wrote to it',
			{rows: {executions: [{...failed, updated_at: '2025-08-10T10:29:00'}]}},
			'somebody has written',
		],
		['two rows of it', {rows: {executions: [failed, failed]}}, '2 rows of B‑1'],
		[
			'a count that is none',
			{rows: {executions: [{...failed, retry_count: 'x'}]}},
			'retry_count of B‑1 is no count',
		],
	])('%s', (_, changes, reason) => {
		const given = 'rows' in changes ? {tables: undefined, ...changes} : changes;
		const answer = on(given);
		expect(answer.type === 'refused' ? answer.reason : 'ready').toContain(reason);
	});

	test('what must not be touched, and what is no text', () => {
		const at = (path: string, file: Uint8Array | {refused: string}) => ({
			disk: scene.disk.disk,
			path,
			file,
		});
		for (const {path, file} of [
			at(backlogPath, Uint8Array.of(0xff, 0xfe)),
			at(backlogPath, {refused: 'no permission'}),
			at(databasePath, {refused: 'a writer holds it'}),
		]) {
			const answer = draft((wanted) =>
				wanted.path === path && wanted.as !== 'stat'
					? 'refused' in file
						? {type: 'refused', reason: file.refused}
						: {type: 'bytes', digest: '', modifiedAt: 0, size: 2}
					: scene.disk.disk(wanted),
			);
			expect(answer).toEqual({
				type: 'refused',
				reason: 'refused' in file ? file.refused : '000_core/000_backlog.md is not UTF-8 text',
			});
		}
	});

	test.each([
		['db-hot-journal', 'whole', 'crashed'],
		['db-truncated', 'unreadable', 'cut off'],
	] as const)('%s is told before', (code, quality, message) => {
		const broken = sceneOf({
			text: todo,
			rows: afterFailure,
			document: {
				quality,
				problems: [{code, severity: 'error', message, task: null, path: databasePath, line: null}],
			} as never,
		});
		expect(broken.option('B‑1', 'retry').refusal).toContain(message);
		expect(broken.option(null, 'reset-all').refusal).toContain(message);
		expect(broken.option('B‑1', 'plan-done').refusal).toBeNull();
	});
});
