import * as z from 'zod/mini';

const asText = (value: unknown): string | null =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/** Elements that are no text are dropped. */
const asTexts = (value: readonly unknown[]): readonly string[] =>
	value.map((item) => asText(item)).filter((item) => item !== null);

const asFlag = (value: unknown): boolean | null =>
	typeof value === 'boolean' ? value : value === 1 ? true : value === 0 ? false : null;

const asAmount = (value: unknown): number | null =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

/**
Accepts anything, missing values too, and says null for what is wrong. A schema that fails and is
caught does the same, but builds an error for every missing field, and most are missing.
*/
const field = <Value>(read: (value: unknown) => Value) => z.transform(read);

const text = field(asText);
const flag = field(asFlag);
const amount = field(asAmount);
const textOrTexts = field((value) => (Array.isArray(value) ? asTexts(value) : asText(value)));

/** Wrong elements are dropped, never the list. */
const looseList = <Item>(read: (value: unknown) => Item | null) =>
	field((value) =>
		(Array.isArray(value) ? value : [])
			.map((item: unknown) => read(item))
			.filter((item) => item !== null),
	);

/** One task, all dialects at once. Every field may be missing, null or of a wrong type. */
export const entrySchema = z.object({
	id: text,
	task_id: text,
	status: text,
	description: text,
	title: text,
	execution_mode: text,
	mode: text,
	assigned_agent: text,
	mcp_server: text,
	agent_type: text,
	async_job_id: text,
	mcp_job_id: text,
	phase: text,
	story: text,
	parallel_marker: flag,
	created_at: text,
	started_at: text,
	completed_at: text,
	duration_seconds: amount,
	result_summary: text,
	summary: text,
	notes: text,
	comment: text,
	failure_reason: text,
	error_message: text,
	retry_count: amount,
	review_status: text,
	reviewer: text,
	review_notes: text,
	micro_review_passed: flag,
	micro_reviewed_at: text,
	quality_gate_passed: flag,
	quality_gate_at: text,
	dependencies: textOrTexts,
	files: textOrTexts,
	files_modified: textOrTexts,
	commits: textOrTexts,
	pr_links: textOrTexts,
});

export type RawEntry = z.infer<typeof entrySchema>;

const microReviewSchema = z.object({task_id: text, status: text});

const reviewsSchema = z.object({
	micro_reviews: looseList((value) => microReviewSchema.safeParse(value).data ?? null),
});

/** The file around the tasks. `tasks` itself is read one by one. */
export const metadataSchema = z.object({
	feature: text,
	feature_dir: text,
	created: text,
	created_at: text,
	execution_mode: text,
	async_agent: text,
	reviews: field((value) => reviewsSchema.safeParse(value).data ?? {micro_reviews: []}),
});

export const wavesSchema = z.object({
	execution_waves: looseList((value) => (Array.isArray(value) ? asTexts(value) : null)),
});

export const activeFeatureSchema = z.object({feature_directory: text});
