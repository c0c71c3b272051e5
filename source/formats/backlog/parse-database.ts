import type {Problem} from '../../model/problem.ts';
import {readTime} from '../../model/time.ts';
import {plain} from './cells.ts';
import type * as z from 'zod/mini';
import type {DatabaseContent} from '../format.ts';
import {readJson} from '../json.ts';
import {maximumTasks, tooManyTasks} from '../task-limit.ts';
import {type Attempts, type HistoryEntry, readAttempts} from './attempts.ts';
import {foldId} from './identifier.ts';
import {type LocalTime, nearestOffset, offsetOf, readLocalTime} from './local-times.ts';
import {problem} from './problems.ts';
import {executionRow, historyRow, metadataRow, metricsRow, runDetails} from './schema.ts';

/** What the database says about one task: its plan, its last execution, all its tries. */
export type TaskRecord = {
	/** Id with one kind of hyphen. */
	readonly foldedId: string;
	/** As the database writes it. */
	readonly id: string;
	readonly execution: Execution | null;
	readonly metadata: z.infer<typeof metadataRow> | null;
	/** Null when the writer keeps no history. */
	readonly attempts: Attempts | null;
	/** Mean of all tries as the writer counts it, in seconds. */
	readonly meanSeconds: number | null;
	/** What is added to its local times to get UTC, in ms; null: no row tells it. */
	readonly offset: number | null;
};

type Execution = {
	readonly status: string;
	readonly startedAt: LocalTime | null;
	readonly completedAt: LocalTime | null;
	readonly updatedAt: LocalTime | null;
	readonly error: string | null;
	readonly retries: number | null;
	readonly progress: number | null;
	/** Seconds. */
	readonly executionTime: number | null;
	readonly agent: string | null;
	readonly trigger: string | null;
	readonly executor: string | null;
};

/** What the whole database says. */
export type DatabaseFile = {
	readonly records: readonly TaskRecord[];
	/** What is added to a local time of the writer to get UTC, from its newest row; null: unknown. */
	readonly offset: number | null;
	/** Rows that executions have left, in all tables that a reset of everything empties. */
	readonly executedRows: number;
};

/** What the writer's own reset of everything empties; metadata stay. */
export const executionTables = [
	'task_executions',
	'execution_history',
	'performance_metrics',
] as const;

/** Both tables that every writer makes; a database without them is somebody else's. */
export const isTaskDatabase = ({tables}: DatabaseContent): boolean =>
	tables['task_executions'] !== undefined &&
	['task_id', 'status'].every((name) => tables['task_executions']!.columns.includes(name));

/** Reads the tables; rows that name no task are left out and counted. */
export const parseDatabase = (
	{tables}: DatabaseContent,
	path: string,
): {file: DatabaseFile; problems: readonly Problem[]} => {
	const problems: Problem[] = [];
	const rowsOf = <Row>(name: string, schema: z.ZodMiniType<Row>): Row[] => {
		const read = (tables[name]?.rows ?? []).map((row) => schema.safeParse(row));
		const broken = read.filter(({success}) => !success).length;
		if (broken > 0) {
			const what = broken === 1 ? 'one row names' : `${broken} rows name`;
			problems.push(problem('row-malformed', `${what} no task in ${name}`, {path}));
		}

		return read.flatMap(({data}) => (data === undefined ? [] : [data]));
	};

	const executions = rowsOf('task_executions', executionRow);
	const known = executions.flatMap(({created_at: created, started_at: started}) => {
		const offset = offsetOf(created, started);
		return offset === null ? [] : [{civil: readTime(started)!.at, offset}];
	});
	const nearest = nearestOffset(known);
	const offsets = new Map(
		executions.map((row) => [
			row.task_id,
			offsetOf(row.created_at, row.started_at) ?? nearest(row.started_at ?? row.updated_at),
		]),
	);
	const history = rowsOf('execution_history', historyRow);
	const entries = Map.groupBy(
		[...history].sort((a, b) => (a.id ?? 0) - (b.id ?? 0)),
		({task_id: id}) => id,
	);
	const metadata = new Map(rowsOf('task_metadata', metadataRow).map((row) => [row.task_id, row]));
	const metrics = new Map(
		rowsOf('performance_metrics', metricsRow).map((row) => [row.task_id, row]),
	);
	const byId = new Map(executions.map((row) => [row.task_id, row]));
	const hasHistory = tables['execution_history'] !== undefined;
	const ids = [...new Set([...byId.keys(), ...metadata.keys(), ...entries.keys()])];
	if (ids.length > maximumTasks) {
		problems.push(problem('tasks-cut', tooManyTasks, {path}));
	}

	const records = ids.slice(0, maximumTasks).map((id): TaskRecord => {
		const row = byId.get(id);
		return {
			foldedId: foldId(id),
			id,
			execution: row ? executionOf(row, offsets.get(id) ?? null) : null,
			metadata: metadata.get(id) ?? null,
			attempts: hasHistory
				? readAttempts(
						(entries.get(id) ?? []).map((entry) =>
							entryOf(entry, offsets.get(id) ?? nearest(entry.timestamp)),
						),
					)
				: null,
			meanSeconds: metrics.get(id)?.avg_execution_time ?? null,
			offset: offsets.get(id) ?? nearest(null),
		};
	});
	problems.push(
		...narrowProblems(tables, path),
		...historyProblems(records, metrics, history, path),
		...zoneProblems(records, path),
	);
	const executedRows = executionTables.reduce(
		(sum, name) => sum + (tables[name]?.rows.length ?? 0),
		0,
	);
	return {file: {records, offset: known.at(-1)?.offset ?? null, executedRows}, problems};
};

const detailsOf = (text: string | null): z.infer<typeof runDetails> | null =>
	text === null ? null : (runDetails.safeParse(readJson(text).value).data ?? null);

const executionOf = (row: z.infer<typeof executionRow>, offset: number | null): Execution => {
	const details = detailsOf(row.metadata);
	const {progress} = row;
	return {
		status: plain(row.status ?? ''),
		startedAt: readLocalTime(row.started_at, offset),
		completedAt: readLocalTime(row.completed_at, offset),
		updatedAt: readLocalTime(row.updated_at, offset),
		error: row.error_message,
		retries: row.retry_count !== null && row.retry_count >= 0 ? row.retry_count : null,
		progress: progress !== null && progress >= 0 && progress <= 1 ? progress : null,
		executionTime: row.execution_time,
		agent: details?.agent ?? null,
		trigger: details?.trigger ?? null,
		executor: details?.executor ?? null,
	};
};

const entryOf = (row: z.infer<typeof historyRow>, offset: number | null): HistoryEntry => {
	const isEnd = row.status === 'completed' || row.status === 'failed';
	const details = isEnd ? detailsOf(row.metadata) : null;
	return {
		status: row.status ?? '',
		message: row.message ?? '',
		at: readLocalTime(row.timestamp, offset)?.at ?? null,
		executionTime: details?.execution_time ?? null,
		error: details?.error_message ?? null,
	};
};

const narrowProblems = (tables: DatabaseContent['tables'], path: string): Problem[] => {
	if (tables['task_executions']!.columns.includes('execution_time')) {
		return [];
	}

	const isHybrid = tables['execution_history'] !== undefined;
	return [
		problem(
			'db-narrow',
			isHybrid
				? 'made by process_tasks and opened by state_manager later, whose own calls fail on it: no durations, no history'
				: 'written by process_tasks: no durations, no history',
			{path},
		),
	];
};

const historyProblems = (
	records: readonly TaskRecord[],
	metrics: ReadonlyMap<string, z.infer<typeof metricsRow>>,
	history: readonly z.infer<typeof historyRow>[],
	path: string,
): Problem[] => {
	const cut = records.filter(
		({id, attempts}) =>
			attempts !== null && attempts.ended.length < (metrics.get(id)?.total_executions ?? 0),
	);
	if (cut.length === 0) {
		return [];
	}

	const since = history.map(({timestamp}) => timestamp ?? '').filter((text) => text !== '');
	const first = since.reduce((least, text) => (text < least ? text : least), since[0] ?? '');
	return [
		problem(
			'history-cut',
			first === ''
				? 'the history is empty, but tasks were executed: it was cleaned up'
				: `the history was cleaned up: it tells of executions since ${first.slice(0, 10)}`,
			{path},
		),
	];
};

const zoneProblems = (records: readonly TaskRecord[], path: string): Problem[] => {
	const assumed = records.filter(
		({execution}) => execution?.startedAt?.isAssumed ?? execution?.updatedAt?.isAssumed ?? false,
	);
	return assumed.length === 0
		? []
		: [
				problem(
					'time-zone-assumed',
					'no row tells the time zone of the writer: times are read in the zone of this machine',
					{path},
				),
			];
};
