import type {Origin} from '../../model/origin.ts';
import type {SourcedField, Task} from '../../model/task.ts';
import type {Row} from './row.ts';

/** The places that speak of a task, the deciding one first. */
export const filesOf = ({stored, listed, decidedBy, delegation}: Row): readonly Origin[] => {
	const metadata = stored ? [{path: stored.source.path, line: stored.entry.line}] : [];
	const list = listed ? [{path: listed.source.path, line: listed.item.line}] : [];
	const marker = delegation ? [{path: delegation.path, line: null}] : [];
	return decidedBy === 'box' ? [...list, ...metadata] : [...marker, ...metadata, ...list];
};

/** Field -> the keys of the metadata that it may have come from. */
const metadataKeys: Readonly<Partial<Record<SourcedField, readonly string[]>>> = {
	agent: ['assigned_agent', 'mcp_server', 'agent_type'],
	startedAt: ['started_at'],
	completedAt: ['completed_at'],
	retries: ['retry_count'],
	review: ['review_status', 'micro_review_passed', 'quality_gate_passed'],
	error: ['failure_reason', 'error_message'],
	dependencies: ['dependencies'],
	stage: ['phase', 'story'],
	status: ['status'],
	title: ['description', 'title'],
};

/** Field -> the line it was taken from. */
export const originsOf = (row: Row): Task['sources'] => {
	const {stored, listed, decidedBy} = row;
	const origins: Partial<Record<SourcedField, Origin>> = {};
	if (stored) {
		const {path} = stored.source;
		for (const [field, keys] of Object.entries(metadataKeys)) {
			const line = keys.map((key) => stored.entry.lines[key]).find((found) => found !== undefined);
			if (line !== undefined) {
				origins[field as SourcedField] = {path, line};
			}
		}
	}

	if (listed) {
		const {item, source} = listed;
		const at = (line: number): Origin => ({path: source.path, line});
		if (item.title !== item.id || !origins.title) {
			origins.title = at(item.line);
		}

		if (item.stage) {
			origins.stage = at(item.stage.line);
		}

		if (item.priority) {
			origins.priority = at(item.priority.line);
		}

		if (item.dependencies[0] && !origins.dependencies) {
			origins.dependencies = at(item.dependencies[0].line);
		}

		if (decidedBy === 'box') {
			origins.status = at(item.line);
		}
	}

	if (row.delegation?.state === 'failed') {
		origins.error = {path: row.delegation.path, line: 1};
	}

	return origins;
};
