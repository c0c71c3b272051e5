import {isSettled} from '../../model/status.ts';
import {blankTask, type Task, type TaskError} from '../../model/task.ts';
import type {Attention} from '../../model/attention.ts';
import {artifactsOf, filesChangedAt} from './artifacts.ts';
import {activityOf} from './activity.ts';
import {factsOf, hasEarlierFailure} from './facts.ts';
import type {Feature} from './feature.ts';
import {filesOf, originsOf} from './origins.ts';
import type {Row} from './row.ts';

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
		retries: retriesOf(row),
		priority: item?.priority ? {raw: item.priority.raw, rank: item.priority.rank} : null,
		humanRequired:
			entry?.agent === 'human' && !isSettled(row.status) ? 'assigned to a person' : null,
		dependencies: row.dependencies,
		wave: waveOf(feature.waves.get(row.id)),
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
						filesChangedAt: filesChangedAt(row),
						delegation: row.delegation,
					})
				: null,
		files: filesOf(row),
		sources: originsOf(row),
		staleSince:
			stored?.wipedSince ?? stored?.source.staleSince ?? listed?.source.staleSince ?? null,
	};
};

/** "2 of 5" is wave 2. */
const waveOf = (text: string | undefined): number | null =>
	text === undefined ? null : Number.parseInt(text, 10);

/** The text of the list, else the description, else the id. */
const titleOf = ({id, stored, listed}: Row): string => {
	const title = listed?.item.title ?? id;
	return title === id ? (stored?.entry.description ?? id) : title;
};

const stageOf = ({stored, listed}: Row): Task['stage'] => {
	const name =
		listed?.item.stage?.name ??
		stored?.entry.phase ??
		stored?.entry.story ??
		listed?.item.story ??
		null;
	return name === null ? null : {name, index: null, total: null};
};

/**
The counter of the documented dialect, or what was witnessed. A failure that is still written down
although the task went on proves at least one.
*/
const retriesOf = (row: Row): number | null => {
	if (!row.stored) {
		return null;
	}

	const {entry, source} = row.stored;
	const witnessed = source.value.memory.retries.get(entry.id) ?? 0;
	const isAgain =
		(row.status === 'running' || row.status === 'completed') && hasEarlierFailure(row);
	return entry.retries ?? (Math.max(witnessed, isAgain ? 1 : 0) || null);
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
