import type {Kind, Shape} from '../shape.ts';

const text: readonly Kind[] = ['text'];
const number: readonly Kind[] = ['number', 'text'];
const object: readonly Kind[] = ['object'];
const artifacts: readonly Kind[] = ['list', 'object', 'text'];
const saying: readonly Kind[] = ['text', 'object', 'list', 'number'];

/** The kinds of values in an entry of `active_projects`, over all generations. */
export const stateTaskShape: Shape = {
	project_name: text,
	title: text,
	status: text,
	task_type: text,
	language: text,
	session_id: text,
	dependencies: ['list', 'text', 'number'],
	artifacts,
	last_updated: text,
	created: text,
	next_steps: saying,
	partial_progress: ['object', 'text'],
};

export const containerShape: Shape = {
	next_project_number: number,
	completed_projects: ['list'],
	vault_history: ['list'],
};

/** The kinds of values in a result of an agent. */
export const runShape: Shape = {
	status: text,
	session_id: text,
	agent_type: text,
	task_number: number,
	artifacts,
	started_at: text,
	completed_at: text,
	next_steps: saying,
	summary: saying,
	partial_progress: ['object', 'text'],
	metadata: object,
	completion_data: object,
	requires_user_review: ['flag'],
	review_reason: saying,
	errors: ['list'],
	teammate_results: ['list'],
};
