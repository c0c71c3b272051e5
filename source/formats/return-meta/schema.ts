import * as z from 'zod/mini';
import {
	asCount,
	asFlag,
	asList,
	asRecord,
	asSaying,
	asSentence,
	asTaskNumber,
	asTaskNumbers,
	asText,
} from './fields.ts';

/**
A field that is read leniently: a value of a wrong type becomes null (or an empty list), so one odd
field never rejects a file. Keys that are not named here are ignored.
*/
const field = <Value>(read: (value: unknown) => Value) => z.transform(read);

const text = field(asText);
const count = field(asCount);
const saying = field(asSaying);
const record = field(asRecord);
const raw = field((value) => value);
const list = field(asList);

/** Keys that tell phases, wherever they stand. */
const phaseKeys = {
	phases_completed: count,
	completed_phases: count,
	phases_total: count,
	phase_total: count,
	phase_count: count,
	current_phase: count,
	phase_current: count,
	resume_phase: count,
	blocked_phase: count,
};

export const phasesSchema = z.object(phaseKeys);

/** Keys that tell why something is blocked. */
const blockerKeys = {
	blocked_reason: saying,
	blocked_on: saying,
	blocking_reason: saying,
	blocker_reason: saying,
	blockers: saying,
	blocker: saying,
	blocking_issue: saying,
	blocking_issues: saying,
	blocked_phases: saying,
	on_hold_reason: saying,
	partial_reason: saying,
};

export const blockersSchema = z.object(blockerKeys);

export const stateTaskSchema = z.object({
	project_number: field(asTaskNumber),
	project_name: text,
	title: text,
	status: text,
	task_type: text,
	language: text,
	type: text,
	topic: text,
	section: text,
	priority: text,
	session_id: text,
	dependencies: raw,
	depends_on: raw,
	blocked_by: raw,
	artifacts: raw,
	last_updated: text,
	created: text,
	next_steps: field(asSentence),
	partial_progress: record,
	plan_metadata: record,
});

export const containerSchema = z.object({
	active_projects: list,
	completed_projects: list,
	next_project_number: count,
	vault_history: list,
	vault_count: count,
});

export const runSchema = z.object({
	status: text,
	session_id: text,
	agent_type: text,
	task_number: field(asTaskNumber),
	task_id: field(asTaskNumber),
	summary: raw,
	artifacts: raw,
	next_steps: field(asSentence),
	resume_hint: text,
	started_at: text,
	completed_at: text,
	partial_progress: raw,
	completion_data: record,
	requires_user_review: field(asFlag),
	review_reason: text,
	user_decision: raw,
	paused_by_user: field(asFlag),
	errors: list,
	teammate_results: list,
	tasks_completed: field(asTaskNumbers),
	tasks_failed: field(asTaskNumbers),
});

export const handoffSchema = z.object({
	status: text,
	session_id: text,
	summary: saying,
	blockers: raw,
	next_action_hint: text,
	next_action: text,
	next_steps: field(asSentence),
	continuation_path: text,
	continuation_context: record,
});

export const lockSchema = z.object({
	session_id: text,
	task_number: field(asTaskNumber),
	operation: text,
	command: text,
	acquired_at: text,
	heartbeat_at: text,
});

export const markerSchema = z.object({
	session_id: text,
	task_number: field(asTaskNumber),
	operation: text,
	skill: text,
	created: text,
});

export const loopGuardSchema = z.object({
	session_id: text,
	cycle_count: count,
	max_cycles: count,
	continuation_count: count,
	max_continuations: count,
	last_updated: text,
});

export const progressSchema = z.object({
	phase: count,
	phase_name: text,
	title: text,
	objectives: raw,
});

export const stepSchema = z.object({
	id: text,
	description: text,
	name: text,
	title: text,
	angle: text,
	status: text,
});

export const errorSchema = z.object({
	id: text,
	timestamp: text,
	type: text,
	severity: text,
	message: saying,
	context: record,
	recovery: record,
	recoverable: raw,
	recommendation: text,
	fix_status: text,
});

export const batchStateSchema = z.object({
	session_id: text,
	task_numbers: field(asTaskNumbers),
	waves: list,
	current_statuses: record,
	completed_tasks: field(asTaskNumbers),
	failed_tasks: field(asTaskNumbers),
	cycle_count: count,
	max_cycles: count,
	research_agents: record,
	implement_agents: record,
});
