import * as z from 'zod/mini';

const asText = (value: unknown): string | null =>
	typeof value === 'number' ? String(value) : typeof value === 'string' ? value || null : null;

const numeral = /^-?\d{1,15}(\.\d{1,15})?$/;

const asNumber = (value: unknown): number | null => {
	const number = typeof value === 'string' && numeral.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

// Readers, not schemas that fail and are caught: those build an error for every value that is null.
const text = z.transform(asText);
const number = z.transform(asNumber);
const id = z.union([
	z.string().check(z.minLength(1), z.maxLength(200)),
	z.pipe(z.number(), z.transform(String)),
]);

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
