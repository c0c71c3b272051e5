import type {Activity} from '../model/activity.ts';
import type {Task} from '../model/task.ts';
import type {Observed} from '../store/state.ts';

/**
Epoch ms at which a running task was last seen to say something new, or null.

@param changedAt when it changed in something else than its status.
*/
export const witnessedAt = (
	task: Task,
	observed: Observed | undefined,
	changedAt: number | null,
): number | null => {
	const began = task.status === 'running' && observed?.isWitnessed ? observed.statusSince : null;
	return began === null || changedAt === null ? (began ?? changedAt) : Math.max(began, changedAt);
};

/**
The evidence of the files, and what was seen of them: many a writer changes a word and leaves the old time
beside it.
*/
export const withWitnessed = (activity: Activity, at: number | null): Activity =>
	at === null
		? activity
		: {
				...activity,
				signals: [
					...activity.signals,
					{signal: 'seen-changing', weight: 'life', at, says: 'seen to say something new'},
				],
			};
