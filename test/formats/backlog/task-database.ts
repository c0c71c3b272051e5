import type {DatabaseContent} from '../../../source/formats/format.ts';

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** Columns as the full writer makes them, in its order. */
export const fullSchema: Readonly<Record<string, readonly string[]>> = {
	task_executions: [
		'task_id',
		'status',
		'started_at',
		'completed_at',
		'error_message',
		'retry_count',
		'progress',
		'execution_time',
		'metadata',
		'created_at',
		'updated_at',
	],
	task_metadata: [
		'task_id',
		'title',
		'priority',
		'points',
		'description',
		'tech_footprint',
		'dependencies',
		'score_total',
		'human_required',
		'human_reason',
		'created_at',
		'updated_at',
	],
	execution_history: ['id', 'task_id', 'status', 'timestamp', 'message', 'metadata'],
	performance_metrics: [
		'task_id',
		'avg_execution_time',
		'success_rate',
		'total_executions',
		'successful_executions',
		'failed_executions',
		'last_execution',
		'created_at',
		'updated_at',
	],
};

export type Rows = {
	readonly executions?: readonly Row[];
	readonly metadata?: readonly Row[];
	readonly history?: readonly Row[];
	readonly metrics?: readonly Row[];
};

/** What the reader would give for a database with these rows; columns not given are null. */
export const taskDatabase = (
	{executions = [], metadata = [], history = [], metrics = []}: Rows,
	changes: Partial<DatabaseContent> = {},
): DatabaseContent => {
	const given: Readonly<Record<string, readonly Row[]>> = {
		task_executions: executions,
		task_metadata: metadata,
		execution_history: history.map((row, index) => ({id: index + 1, ...row})),
		performance_metrics: metrics,
	};
	return {
		tables: Object.fromEntries(
			Object.entries(fullSchema).map(([name, columns]) => [
				name,
				{
					columns,
					rows: given[name]!.map((row) =>
						Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
					),
				},
			]),
		),
		state: 'read',
		hasHotJournal: false,
		detail: null,
		...changes,
	};
};

/** An execution whose writer stands five hours west of UTC: `created_at` is UTC. */
export const execution = (id: string, status: string, changes: Row = {}): Row => ({
	task_id: id,
	status,
	started_at: '2025-08-10T10:00:00.000020',
	completed_at: null,
	retry_count: 0,
	progress: 0,
	created_at: '2025-08-10 15:00:00',
	updated_at: '2025-08-10T10:00:00.000030',
	...changes,
});
