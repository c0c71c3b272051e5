import {personReason} from '../../analysis/dependencies/person.ts';
import type {Row} from '../../analysis/rows.ts';
import type {AttentionCode} from '../../model/attention.ts';
import type {Status} from '../../model/status.ts';
import type {TaskError} from '../../model/task.ts';

/** What a campaign sees of a task at a moment. A value: it can be written down and read again. */
export type Sighting = {
	readonly status: Status;
	/** Steps or stages done, and the name of the stage; null where not countable. */
	readonly stage: string | null;
	readonly stageIndex: number | null;
	/** Share done, 0 to 1. */
	readonly progress: number | null;
	/** Epoch ms of the last sign of life. */
	readonly lastSignAt: number | null;
	readonly retries: number | null;
	readonly error: TaskError | null;
	readonly attention: readonly AttentionCode[];
	/** Why only a person can bring it on, or null. */
	readonly person: string | null;
};

export const sightingOf = ({task, status, liveness, attention}: Row): Sighting => ({
	status,
	stage: task.stage?.name ?? null,
	stageIndex: task.stage?.index ?? null,
	progress: task.progress,
	lastSignAt: liveness?.lastSignAt ?? task.updatedAt?.at ?? null,
	retries: task.retries,
	error: task.error,
	attention: attention.map(({code}) => code),
	person: personReason(task),
});
