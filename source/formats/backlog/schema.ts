import {z} from 'zod';

const text = z
	.union([z.string(), z.number().transform(String)])
	.nullish()
	.transform((value) => (value === undefined || value === '' ? null : value))
	.catch(null);
const number = z
	.union([
		z.number(),
		z
			.string()
			.regex(/^-?\d{1,15}(\.\d{1,15})?$/)
			.transform(Number),
	])
	.nullish()
	.transform((value) => value ?? null)
	.catch(null);
const id = z.union([z.string().min(1).max(200), z.number().transform(String)]);

/** Rows of the tables. Columns that are missing are null, and so is a value of a wrong type. */
export const executionRow = z.object({
	task_id: id,
	status: text,
	started_at: text,
	completed_at: text,
	error_message: text,
	retry_count: number,
	progress: number,
	execution_time: number,
	metadata: text,
	created_at: text,
	updated_at: text,
});

export const metadataRow = z.object({
	task_id: id,
	title: text,
	priority: text,
	points: number,
	description: text,
	tech_footprint: text,
	dependencies: text,
	score_total: number,
	human_required: number,
	human_reason: text,
});

export const historyRow = z.object({
	id: number,
	task_id: id,
	status: text,
	timestamp: text,
	message: text,
	metadata: text,
});

export const metricsRow = z.object({
	task_id: id,
	avg_execution_time: number,
	total_executions: number,
});

/** JSON in the metadata columns: of the start, and of the end of an execution. */
export const runDetails = z.object({
	agent: text,
	trigger: text,
	executor: text,
	execution_time: number,
	error_message: text,
});
