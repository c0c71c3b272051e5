import {isSettled} from '../../model/status.ts';
import {
	type Artifact,
	blankTask,
	type SourcedField,
	type Task,
	type TaskError,
} from '../../model/task.ts';
import type {Attention} from '../../model/attention.ts';
import type {Origin} from '../../model/origin.ts';
import {activityOf} from './activity.ts';
import {factsOf} from './facts.ts';
import type {Feature} from './feature.ts';
import type {Row} from './row.ts';
import type {ListedPath} from './values.ts';

/** The row as a task of the model. */
export const taskOf = (row: Row, feature: Feature): Task => {
	const {stored, listed, times} = row;
	const entry = stored?.entry ?? null;
	const item = listed?.item ?? null;
	const title = titleOf(row);
	return {
		...blankTask({
			key: row.key,
			id: row.id,
			title,
			format: 'tasks-meta',
			workspace: feature.workspace,
			group: feature.label,
		}),
		order: row.order,
		section: item?.section ?? entry?.phase ?? null,
		status: row.status,
		rawStatus: row.decidedBy === 'box' ? (item?.boxText ?? null) : (entry?.status ?? null),
		stage: stageOf(row),
		progress:
			item && item.steps.length > 0
				? item.steps.filter(({status}) => status === 'completed').length / item.steps.length
				: null,
		agent:
			entry?.agent ?? (row.mode === 'ASYNC' ? (stored?.source.value.asyncAgent ?? null) : null),
		kind: row.mode,
		startedAt: times?.startedAt ?? null,
		updatedAt: times?.updatedAt ?? null,
		completedAt: times?.completedAt ?? null,
		durationMs: times?.durationMs ?? null,
		durationSource: times?.durationSource ?? null,
		claimedTimes: times?.claimedTimes ?? [],
		retries: entry?.retries ?? null,
		priority: item?.priority ? {raw: item.priority.raw, rank: item.priority.rank} : null,
		humanRequired:
			entry?.agent === 'human' && !isSettled(row.status) ? 'assigned to a person' : null,
		dependencies: row.dependencies,
		error: errorOf(row),
		attention: attentionOf(row),
		nextStep: nextStepOf(row),
		artifacts: artifactsOf(row),
		review: row.review,
		steps: item?.steps ?? [],
		facts: factsOf(row, feature),
		activity:
			row.status === 'running' && stored && row.delegation?.state !== 'completed'
				? activityOf({
						startedAt: times?.startedAt?.at ?? null,
						fileChangedAt: stored.source.modifiedAt,
						delegation: row.delegation,
					})
				: null,
		files: filesOf(row),
		sources: originsOf(row),
		staleSince: stored?.source.staleSince ?? listed?.source.staleSince ?? null,
	};
};

/** The text of the list, else the description, else the id. */
const titleOf = ({id, stored, listed}: Row): string => {
	const title = listed?.item.title ?? id;
	return title === id ? (stored?.entry.description ?? id) : title;
};

const stageOf = ({stored, listed}: Row): Task['stage'] => {
	const name = listed?.item.stage?.name ?? stored?.entry.phase ?? null;
	return name === null ? null : {name, index: null, total: null};
};

/** A failure counts as the error only of a failed task; else it is of an earlier attempt. */
const errorOf = ({status, stored, delegation}: Row): TaskError | null => {
	const message =
		status === 'failed'
			? (stored?.entry.failure ?? null)
			: delegation?.state === 'failed'
				? `delegation failed: ${delegation.text ?? 'no reason given'}`
				: null;
	return message === null ? null : {message, category: null, severity: null};
};

const isTickedThoughRolledBack = ({said}: Row): boolean =>
	said.metadata === 'cancelled' && said.box === 'completed';

const attentionOf = (row: Row): readonly Attention[] => {
	const attention: Attention[] = [];
	if (row.review.state === 'failed') {
		attention.push({code: 'gate-failed', message: row.review.detail});
	}

	if (row.delegation?.state === 'completed') {
		attention.push({code: 'finished-not-recorded', message: 'finished, not recorded'});
	}

	if (isTickedThoughRolledBack(row)) {
		attention.push({code: 'disagreement', message: 'rolled back, but its box is still ticked'});
	} else if (row.disagreement !== null) {
		attention.push({code: 'disagreement', message: row.disagreement});
	}

	return attention;
};

/** What a person does next, the most pressing first; null when nothing is open. */
const nextStepOf = (row: Row): string | null => {
	if (row.delegation?.state === 'completed') {
		return 'record the result of the delegation';
	}

	if (row.delegation?.state === 'failed') {
		return 'delegate it again';
	}

	if (row.status === 'failed') {
		return 'remove the cause and run it again';
	}

	if (row.review.state === 'failed') {
		return 'review it, then run the quality gate again';
	}

	if (isTickedThoughRolledBack(row)) {
		return 'untick its box, or it is never done again';
	}

	if (row.disagreement !== null) {
		return 'correct the box or the metadata';
	}

	return row.review.state === 'not-recorded' ? 'record its review' : null;
};

const artifactsOf = ({stored, listed}: Row): readonly Artifact[] => {
	const seen = new Set<string>();
	const all = [
		...(stored?.entry.files.paths.map((path) => ({path, in: stored.source.referenceStats})) ?? []),
		...(listed?.item.files.paths.map((path) => ({path, in: listed.source.referenceStats})) ?? []),
	];
	return all
		.filter(({path}) => !seen.has(path.written) && seen.add(path.written))
		.map(({path, in: stats}) => ({
			path: path.written,
			type: null,
			summary: null,
			exists: existsIn(path, stats),
		}));
};

/** Null while nobody looked, or where looking is not allowed. */
export const existsIn = (
	{reference}: ListedPath,
	stats: ReadonlyMap<string, unknown>,
): boolean | null =>
	reference === null || !stats.has(reference) ? null : stats.get(reference) !== null;

const filesOf = ({stored, listed, decidedBy, delegation}: Row): readonly Origin[] => {
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
	stage: ['phase'],
	status: ['status'],
	title: ['description', 'title'],
};

const originsOf = (row: Row): Task['sources'] => {
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
