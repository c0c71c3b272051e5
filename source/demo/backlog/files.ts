import type {Statement, Write} from '../step.ts';
import {naive, sqlTime} from '../written-time.ts';
import type {Item} from './items.ts';

export const databasePath = 'task_execution.db';

/** `000_core/000_backlog.md` */
export const backlogFile = (items: readonly Item[], modifiedAt?: number): Write => ({
	type: 'replace',
	path: '000_core/000_backlog.md',
	text: [
		'# Backlog',
		'',
		'| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |',
		'|----|-------|-----|----------|--------|-----------------|----------------|--------------|',
		...items.flatMap(linesOf),
		'',
	].join('\n'),
	...(modifiedAt !== undefined && {modifiedAt}),
});

const linesOf = (item: Item): string[] => [
	`| ${[item.id, item.title, item.priority, item.points, item.status, item.outcome, item.tech, item.dependencies].join(' | ')} |`,
	`<!-- score_total: ${item.score} -->`,
	`<!-- do_next: ${item.next} -->`,
	...(item.humanReason
		? ['<!-- human_required: true -->', `<!-- reason: ${item.humanReason} -->`]
		: []),
];

/** The schema of the full writer. */
const schema = [
	`create table task_executions (
	task_id text primary key, status text not null, started_at timestamp not null,
	completed_at timestamp, error_message text, retry_count integer default 0,
	progress real default 0.0, execution_time real, metadata text,
	created_at timestamp default current_timestamp, updated_at timestamp default current_timestamp)`,
	`create table task_metadata (
	task_id text primary key, title text not null, priority text not null, points integer not null,
	description text, tech_footprint text, dependencies text, score_total real,
	human_required boolean default false, human_reason text,
	created_at timestamp default current_timestamp, updated_at timestamp default current_timestamp)`,
	`create table execution_history (
	id integer primary key autoincrement, task_id text not null, status text not null,
	timestamp timestamp not null, message text, metadata text)`,
	`create table performance_metrics (
	task_id text primary key, avg_execution_time real, success_rate real,
	total_executions integer default 0, successful_executions integer default 0,
	failed_executions integer default 0, last_execution timestamp,
	created_at timestamp default current_timestamp, updated_at timestamp default current_timestamp)`,
];

export const creation = (items: readonly Item[], at: number): Statement[] => [
	...schema.map((sql) => ({sql, values: []})),
	...items.map((item) => ({
		sql: 'insert into task_metadata values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
		values: [
			item.id,
			item.title,
			item.priority,
			item.points,
			item.outcome,
			item.tech,
			item.dependencies,
			item.score,
			item.humanReason ? 1 : 0,
			item.humanReason ?? null,
			sqlTime(at),
			naive(at),
		],
	})),
];

const noted = (
	id: string,
	status: string,
	at: number,
	message: string,
	metadata: string | null = null,
): Statement => ({
	sql: 'insert into execution_history (task_id, status, timestamp, message, metadata) values (?, ?, ?, ?, ?)',
	values: [id, status, naive(at), message, metadata],
});

/** `start`: the row is replaced by a fresh one. */
export const started = (id: string, at: number): Statement[] => [
	{
		sql: `insert or replace into task_executions
			(task_id, status, started_at, retry_count, progress, metadata, created_at, updated_at)
			values (?, 'running', ?, 0, 0.0, ?, ?, ?)`,
		values: [id, naive(at), '{"trigger": "auto", "agent": "coder"}', sqlTime(at), naive(at)],
	},
	noted(id, 'running', at, 'Task execution started'),
];

/** A retry is taken up by the executor at once: first queued, then running, without a new start. */
export const retried = (id: string, retries: number, at: number): Statement[] => [
	{
		sql: `update task_executions set status = 'pending', retry_count = ?, updated_at = ? where task_id = ?`,
		values: [retries, naive(at), id],
	},
	noted(id, 'pending', at, `Retry attempt ${retries}`),
];

export const progressed = (id: string, share: number, text: string, at: number): Statement[] => [
	{
		sql: `update task_executions set status = 'running', progress = ?, updated_at = ? where task_id = ?`,
		values: [share, naive(at), id],
	},
	noted(id, 'running', at, `Progress: ${(share * 100).toFixed(1)}% - ${text}`),
];

export const ended = (
	id: string,
	{
		startedAt,
		at,
		error,
		retries,
	}: {
		readonly startedAt: number;
		readonly at: number;
		readonly error: string | null;
		readonly retries: number;
	},
): Statement[] => {
	const status = error === null ? 'completed' : 'failed';
	const seconds = (at - startedAt) / 1000;
	return [
		{
			sql: `update task_executions set status = ?, completed_at = ?, error_message = ?, execution_time = ?,
				updated_at = ? where task_id = ?`,
			values: [status, naive(at), error, seconds, naive(at), id],
		},
		noted(
			id,
			status,
			at,
			`Task execution ${status}`,
			JSON.stringify({execution_time: seconds, error_message: error, retry_count: retries}),
		),
		{
			sql: `insert into performance_metrics
				(task_id, avg_execution_time, total_executions, successful_executions, failed_executions, last_execution, created_at, updated_at)
				values (?, ?, 1, ?, ?, ?, ?, ?)
				on conflict (task_id) do update set
				avg_execution_time = (avg_execution_time * total_executions + excluded.avg_execution_time) / (total_executions + 1),
				total_executions = total_executions + 1,
				successful_executions = successful_executions + excluded.successful_executions,
				failed_executions = failed_executions + excluded.failed_executions,
				last_execution = excluded.last_execution, updated_at = excluded.updated_at`,
			values: [
				id,
				seconds,
				error === null ? 1 : 0,
				error === null ? 0 : 1,
				naive(at),
				sqlTime(at),
				naive(at),
			],
		},
	];
};
