import type {KeptAttempt} from '../attempts.ts';
import {factsOf, type TaskFacts} from '../recording.ts';
import type {Task} from '../../model/task.ts';

/** Attempts that somebody else has recorded, and the task they belong to. */
export type TakenOver = {readonly about: TaskFacts; readonly attempts: readonly KeptAttempt[]};

/** An attempt of a task as a record of somebody else tells it. */
export const importedAttempt = (
	task: Task,
	told: Pick<KeptAttempt, 'ordinal' | 'outcome'> & Partial<KeptAttempt>,
): KeptAttempt => {
	const {id, title, format, workspace, group, agent, session, kind, priority} = task;
	return {
		row: null,
		task: task.key,
		id,
		title,
		format,
		workspace,
		group,
		agent,
		session,
		kind,
		stages: [],
		startedAt: null,
		endedAt: null,
		durationMs: null,
		durationSource: (told.durationMs ?? null) === null ? null : 'record of somebody else',
		error: null,
		priority: priority?.rank ?? null,
		points: factsOf(task).points,
		dependencies: task.dependencies.length,
		source: 'imported',
		isLost: false,
		...told,
	};
};
