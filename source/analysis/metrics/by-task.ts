import type {Attempt} from '../../model/attempt.ts';

/** Key of a task -> its attempts, in the order in which they were given. */
export type ByTask = ReadonlyMap<string, readonly Attempt[]>;

export const byTaskOf = (attempts: readonly Attempt[]): ByTask => {
	const byTask = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		const own = byTask.get(attempt.task);
		if (own) {
			own.push(attempt);
		} else {
			byTask.set(attempt.task, [attempt]);
		}
	}

	return byTask;
};
