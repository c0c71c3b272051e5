import type {Kind, Shape} from '../shape.ts';

const text: readonly Kind[] = ['text'];
const texts: readonly Kind[] = ['text', 'list'];
const number: readonly Kind[] = ['number'];
// One dialect writes 1 and 0.
const flag: readonly Kind[] = ['flag', 'number'];

/** The kinds of values that some version of the tool, or its documentation, writes for a task. */
export const entryShape: Shape = {
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
	phase: ['text', 'number'],
	story: ['text', 'number'],
	parallel_marker: flag,
	created_at: text,
	started_at: text,
	completed_at: text,
	duration_seconds: number,
	result_summary: text,
	summary: text,
	notes: texts,
	failure_reason: text,
	error_message: text,
	retry_count: number,
	review_status: text,
	reviewer: text,
	review_notes: texts,
	micro_review_passed: flag,
	micro_reviewed_at: text,
	quality_gate_passed: flag,
	quality_gate_at: text,
	dependencies: texts,
	files: texts,
	files_modified: texts,
	commits: texts,
	pr_links: texts,
};

/** The same for the file around the tasks. */
export const fileShape: Shape = {
	feature: text,
	feature_dir: text,
	created: text,
	created_at: text,
	updated_at: text,
	execution_mode: text,
	async_agent: text,
	tasks: ['object', 'list'],
};
