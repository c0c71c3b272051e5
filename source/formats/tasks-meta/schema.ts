import {z} from 'zod';

/** Text; numbers are taken as text; anything else is not there. */
const text = z
	.union([z.string(), z.number().transform(String)])
	.nullable()
	.catch(null);

const flag = z
	.union([z.boolean(), z.literal([0, 1]).transform((value) => value === 1)])
	.nullable()
	.catch(null);

const amount = z.number().nonnegative().nullable().catch(null);

/** A list of texts; single texts inside it that are none are dropped. */
const texts = z.array(text).transform((items) => items.filter((item) => item !== null));

const textOrTexts = z.union([z.string(), texts]).nullable().catch(null);

/** Wrong elements are dropped, never the list. */
const looseList = <Item>(item: z.ZodType<Item>) =>
	z
		.array(item.nullable().catch(null))
		.transform((items) => items.filter((entry) => entry !== null))
		.catch([]);

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

/** The file around the tasks. `tasks` itself is read one by one. */
export const metadataSchema = z.object({
	feature: text,
	feature_dir: text,
	created: text,
	created_at: text,
	execution_mode: text,
	async_agent: text,
	reviews: z
		.object({
			micro_reviews: looseList(z.object({task_id: text, status: text})),
		})
		.catch({micro_reviews: []}),
});

export const wavesSchema = z.object({
	execution_waves: looseList(texts),
	tasks: looseList(z.object({id: text, execution_wave: amount})),
});

export const activeFeatureSchema = z.object({feature_directory: text});
