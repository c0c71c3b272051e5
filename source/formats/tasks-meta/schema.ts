import type * as z from 'zod/mini';
import {lenient, type Read} from '../lenient.ts';

const asText = (value: unknown): string | null =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/** Elements that are no text are dropped. */
const asTexts = (value: readonly unknown[]): readonly string[] =>
	value.map((item) => asText(item)).filter((item) => item !== null);

const asFlag = (value: unknown): boolean | null =>
	typeof value === 'boolean' ? value : value === 1 ? true : value === 0 ? false : null;

const asAmount = (value: unknown): number | null =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

const asTextOrTexts = (value: unknown): string | readonly string[] | null =>
	Array.isArray(value) ? asTexts(value) : asText(value);

/** Wrong elements are dropped, never the list. */
const looseList =
	<Item>(read: Read<Item | null>) =>
	(value: unknown): Item[] =>
		(Array.isArray(value) ? value : [])
			.map((item: unknown) => read(item))
			.filter((item) => item !== null);

/** One task, all dialects at once. Every field may be missing, null or of a wrong type. */
export const entrySchema = lenient({
	id: asText,
	task_id: asText,
	status: asText,
	description: asText,
	title: asText,
	execution_mode: asText,
	mode: asText,
	assigned_agent: asText,
	mcp_server: asText,
	agent_type: asText,
	async_job_id: asText,
	mcp_job_id: asText,
	phase: asText,
	story: asText,
	parallel_marker: asFlag,
	created_at: asText,
	started_at: asText,
	completed_at: asText,
	duration_seconds: asAmount,
	result_summary: asText,
	summary: asText,
	notes: asText,
	comment: asText,
	failure_reason: asText,
	error_message: asText,
	retry_count: asAmount,
	review_status: asText,
	reviewer: asText,
	review_notes: asText,
	micro_review_passed: asFlag,
	micro_reviewed_at: asText,
	quality_gate_passed: asFlag,
	quality_gate_at: asText,
	dependencies: asTextOrTexts,
	files: asTextOrTexts,
	files_modified: asTextOrTexts,
	commits: asTextOrTexts,
	pr_links: asTextOrTexts,
});

export type RawEntry = z.infer<typeof entrySchema>;

const microReviewSchema = lenient({task_id: asText, status: asText});

const reviewsSchema = lenient({
	micro_reviews: looseList((value) => microReviewSchema.safeParse(value).data ?? null),
});

/** The file around the tasks. `tasks` itself is read one by one. */
export const metadataSchema = lenient({
	feature: asText,
	feature_dir: asText,
	created: asText,
	created_at: asText,
	execution_mode: asText,
	async_agent: asText,
	reviews: (value) => reviewsSchema.safeParse(value).data ?? {micro_reviews: []},
});

export const wavesSchema = lenient({
	execution_waves: looseList((value) => (Array.isArray(value) ? asTexts(value) : null)),
});

export const activeFeatureSchema = lenient({feature_directory: asText});
