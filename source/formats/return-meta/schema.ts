import {lenient} from '../lenient.ts';
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

/** What is not named in a schema is ignored. */
const asIs = (value: unknown): unknown => value;

/** Keys that tell phases, wherever they stand. */
const phaseKeys = {
	phases_completed: asCount,
	completed_phases: asCount,
	phases_total: asCount,
	phase_total: asCount,
	phase_count: asCount,
	current_phase: asCount,
	phase_current: asCount,
	resume_phase: asCount,
	blocked_phase: asCount,
};

export const phasesSchema = lenient(phaseKeys);

/** Keys that tell why something is blocked. */
const blockerKeys = {
	blocked_reason: asSaying,
	blocked_on: asSaying,
	blocking_reason: asSaying,
	blocker_reason: asSaying,
	blockers: asSaying,
	blocker: asSaying,
	blocking_issue: asSaying,
	blocking_issues: asSaying,
	blocked_phases: asSaying,
	on_hold_reason: asSaying,
	partial_reason: asSaying,
};

export const blockersSchema = lenient(blockerKeys);

export const stateTaskSchema = lenient({
	project_number: asTaskNumber,
	project_name: asText,
	title: asText,
	status: asText,
	task_type: asText,
	language: asText,
	type: asText,
	topic: asText,
	section: asText,
	priority: asText,
	session_id: asText,
	dependencies: asIs,
	depends_on: asIs,
	blocked_by: asIs,
	artifacts: asIs,
	last_updated: asText,
	created: asText,
	next_steps: asSentence,
	partial_progress: asRecord,
	plan_metadata: asRecord,
});

export const containerSchema = lenient({
	active_projects: asList,
	completed_projects: asList,
	next_project_number: asCount,
	vault_history: asList,
	vault_count: asCount,
});

export const runSchema = lenient({
	status: asText,
	session_id: asText,
	agent_type: asText,
	task_number: asTaskNumber,
	task_id: asTaskNumber,
	summary: asIs,
	artifacts: asIs,
	next_steps: asSentence,
	resume_hint: asText,
	started_at: asText,
	completed_at: asText,
	partial_progress: asIs,
	completion_data: asRecord,
	requires_user_review: asFlag,
	review_reason: asText,
	user_decision: asIs,
	paused_by_user: asFlag,
	errors: asList,
	teammate_results: asList,
	tasks_completed: asTaskNumbers,
	tasks_failed: asTaskNumbers,
});

export const handoffSchema = lenient({
	status: asText,
	session_id: asText,
	summary: asSaying,
	blockers: asIs,
	next_action_hint: asText,
	next_action: asText,
	next_steps: asSentence,
	continuation_path: asText,
	continuation_context: asRecord,
});

export const lockSchema = lenient({
	session_id: asText,
	task_number: asTaskNumber,
	operation: asText,
	command: asText,
	acquired_at: asText,
	heartbeat_at: asText,
});

export const markerSchema = lenient({
	session_id: asText,
	task_number: asTaskNumber,
	operation: asText,
	skill: asText,
	created: asText,
});

export const loopGuardSchema = lenient({
	session_id: asText,
	cycle_count: asCount,
	max_cycles: asCount,
	continuation_count: asCount,
	max_continuations: asCount,
	last_updated: asText,
});

export const progressSchema = lenient({
	phase: asCount,
	phase_name: asText,
	title: asText,
	objectives: asIs,
});

export const stepSchema = lenient({
	id: asText,
	description: asText,
	name: asText,
	title: asText,
	angle: asText,
	status: asText,
});

export const errorSchema = lenient({
	id: asText,
	timestamp: asText,
	type: asText,
	severity: asText,
	message: asSaying,
	context: asRecord,
	recovery: asRecord,
	recoverable: asIs,
	recommendation: asText,
	fix_status: asText,
});

export const batchStateSchema = lenient({
	session_id: asText,
	task_numbers: asTaskNumbers,
	waves: asList,
	current_statuses: asRecord,
	completed_tasks: asTaskNumbers,
	failed_tasks: asTaskNumbers,
	cycle_count: asCount,
	max_cycles: asCount,
	research_agents: asRecord,
	implement_agents: asRecord,
});
