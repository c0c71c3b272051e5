import type {DatabaseSync} from 'node:sqlite';
import {attemptOf, attemptWriter} from './attempt-table.ts';
import {attemptsAfter, type KeptAttempt, type Seen} from './attempts.ts';
import {createForecastKeeper} from './forecasts.ts';
import {historyRowsOf, iso} from './owner-words.ts';
import type {TaskChange, TaskFacts} from './recording.ts';
import {sameMomentMs} from './write-versions.ts';

export type TaskWriter = {
	readonly write: (changes: readonly TaskChange[], seen: Seen) => void;
	/** Takes over attempts that somebody else has recorded. @returns how many were news. */
	readonly takeOver: (attempts: readonly KeptAttempt[], about: TaskFacts, at: number) => number;
};

/** Writes attempts, and from them the owner's four tables. Runs within the caller's transaction. */
export const createTaskWriter = (database: DatabaseSync): TaskWriter => {
	// What is taken over from the past comes before what was recorded already.
	const lastAttempt = database.prepare(`
		select * from attempts where task = $task and coalesce(started_at, ended_at, $at) <= $at
		order by ordinal desc, id desc limit 1`);
	// The same end is told by several: the files, a database, whoever was watching.
	const sameAttempt = database.prepare(`
		select 1 from attempts where task = ? and outcome = ?
			and (abs(ended_at - ?) <= ${sameMomentMs} or abs(started_at - ?) <= ${sameMomentMs}) limit 1`);
	const putAttempt = attemptWriter(database);
	const owner = createOwnerTables(database);
	const forecasts = createForecastKeeper(database);

	const write = ({before, after}: TaskChange, seen: Seen): void => {
		const task = (after ?? before)!;
		const row = lastAttempt.get({$task: task.key, $at: seen.at});
		const last = row ? attemptOf(row) : null;
		const changed = attemptsAfter(last, before, after, seen);
		for (const attempt of changed) {
			putAttempt(attempt);
			forecasts.see(attempt, seen);
		}

		if (!after) {
			return;
		}

		const latest = changed.at(-1) ?? last;
		owner.describe(after, seen.at);
		if (latest) {
			owner.execute(after, latest, seen.at);
			// Who comes to watch a task that is known tells nothing new.
			if (before === null ? changed.length > 0 : seen.isWitnessed) {
				owner.tell(before, after, seen.at);
			}
		}

		if (changed.some(({outcome}) => outcome !== 'running')) {
			owner.measure(after.key, seen.at);
		}
	};

	return {
		write(changes, seen) {
			for (const change of changes) {
				write(change, seen);
			}
		},
		takeOver(attempts, about, at) {
			let count = 0;
			for (const attempt of attempts) {
				const {task, outcome, startedAt, endedAt} = attempt;
				const isTimed = startedAt !== null || endedAt !== null;
				if (isTimed && !sameAttempt.get(task, outcome, endedAt, startedAt)) {
					putAttempt(attempt);
					count++;
				}
			}

			const latest = lastAttempt.get({$task: about.key, $at: at});
			if (count > 0 && latest) {
				owner.describe(about, at);
				owner.execute(about, attemptOf(latest), at);
				owner.measure(about.key, at);
			}

			return count;
		},
	};
};

/** The owner's tables: what each of their columns means is told in docs/history.md. */
const createOwnerTables = (database: DatabaseSync) => {
	const metadata = database.prepare(`
		insert into task_metadata (task_id, title, priority, points, description, tech_footprint,
			dependencies, score_total, human_required, human_reason, created_at, updated_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		on conflict (task_id) do update set title = excluded.title, priority = excluded.priority,
			points = excluded.points, description = excluded.description,
			tech_footprint = excluded.tech_footprint, dependencies = excluded.dependencies,
			score_total = excluded.score_total, human_required = excluded.human_required,
			human_reason = excluded.human_reason, updated_at = excluded.updated_at`);
	const execution = database.prepare(`
		insert into task_executions (task_id, status, started_at, completed_at, error_message,
			retry_count, progress, execution_time, metadata, created_at, updated_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		on conflict (task_id) do update set status = excluded.status,
			started_at = excluded.started_at, completed_at = excluded.completed_at,
			error_message = excluded.error_message, retry_count = excluded.retry_count,
			progress = excluded.progress, execution_time = excluded.execution_time,
			metadata = excluded.metadata, updated_at = excluded.updated_at`);
	const history = database.prepare(
		'insert into execution_history (task_id, status, timestamp, message, metadata) values (?, ?, ?, ?, ?)',
	);
	// A retry is a try after one that did not succeed, whoever counts them or forgets to.
	const retries = database.prepare(`
		select count(*) as count from (
			select lag(outcome) over (order by ordinal, id) as before from attempts where task = ?
		) where before <> 'completed'`);
	const metrics = database.prepare(`
		insert into performance_metrics (task_id, avg_execution_time, success_rate, total_executions,
			successful_executions, failed_executions, last_execution, created_at, updated_at)
		select task, avg(duration_ms) / 1000.0,
			case when sum(outcome in ('completed', 'failed')) > 0
				then sum(outcome = 'completed') * 1.0 / sum(outcome in ('completed', 'failed')) end,
			count(*), sum(outcome = 'completed'), sum(outcome = 'failed'),
			strftime('%Y-%m-%dT%H:%M:%fZ', max(coalesce(ended_at, started_at)) / 1000.0, 'unixepoch'),
			$now, $now
		from attempts where task = $task and outcome <> 'running' group by task
		on conflict (task_id) do update set avg_execution_time = excluded.avg_execution_time,
			success_rate = excluded.success_rate, total_executions = excluded.total_executions,
			successful_executions = excluded.successful_executions,
			failed_executions = excluded.failed_executions,
			last_execution = excluded.last_execution, updated_at = excluded.updated_at`);

	return {
		describe(task: TaskFacts, at: number): void {
			metadata.run(
				task.key,
				task.title,
				task.priority?.raw ?? null,
				task.points,
				task.description,
				task.technology,
				task.dependencies.length === 0 ? null : task.dependencies.join(', '),
				task.score,
				task.humanRequired === null ? 0 : 1,
				task.humanRequired,
				iso(at),
				iso(at),
			);
		},
		execute(task: TaskFacts, attempt: KeptAttempt, at: number): void {
			const {key, id, format, group, agent, session, kind, stage, rawStatus} = task;
			const isEnd = attempt.outcome !== 'running';
			execution.run(
				key,
				task.status,
				iso(attempt.startedAt),
				isEnd ? iso(attempt.endedAt) : null,
				task.error?.message ?? attempt.error?.message ?? null,
				Math.max(task.retries ?? 0, Number(retries.get(key)?.['count'] ?? 0)),
				task.status === 'completed' ? 1 : (task.progress ?? 0),
				isEnd && attempt.durationMs !== null ? attempt.durationMs / 1000 : null,
				JSON.stringify({id, format, group, agent, session, kind, stage, rawStatus}),
				iso(at),
				iso(at),
			);
		},
		tell(before: TaskFacts | null, after: TaskFacts, at: number): void {
			for (const {status, message, detail} of historyRowsOf(before, after)) {
				history.run(after.key, status, iso(at), message, detail);
			}
		},
		measure(key: string, at: number): void {
			metrics.run({$task: key, $now: iso(at)});
		},
	};
};
