import type {Attempt} from '../../model/attempt.ts';

/** An attempt that did not succeed, and what came after. */
export type Failure = {
	readonly attempt: Attempt;
	/** The next attempt at the same task, or null: nobody has tried again. */
	readonly next: Attempt | null;
	/** Whether some later attempt at the same task was completed. */
	readonly isRecovered: boolean;
};

/** The share of failures that were made good, with the figures it is made of. */
export type RecoveryRate = {
	/** Failed or interrupted attempts after which the same task was completed. */
	readonly recovered: number;
	/** Failed or interrupted attempts. */
	readonly of: number;
};

/** All attempts that failed or were interrupted, each with what followed it. In the order of attempts. */
export const failuresOf = (attempts: readonly Attempt[]): readonly Failure[] => {
	const byTask = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		const known = byTask.get(attempt.task);
		if (known) {
			known.push(attempt);
		} else {
			byTask.set(attempt.task, [attempt]);
		}
	}

	const failures = new Map<Attempt, Failure>();
	for (const tries of byTask.values()) {
		tries.sort(byOrder);
		let isRecovered = false;
		for (let index = tries.length - 1; index >= 0; index--) {
			const attempt = tries[index]!;
			if (attempt.outcome === 'failed' || attempt.outcome === 'interrupted') {
				failures.set(attempt, {attempt, next: tries[index + 1] ?? null, isRecovered});
			}

			isRecovered ||= attempt.outcome === 'completed';
		}
	}

	return attempts.flatMap((attempt) => failures.get(attempt) ?? []);
};

/**
How many of the failures were later followed by a completion of the same task. (The documented figure of
the backlog tool, the share with fewer than three retries, says nothing of the kind.)
*/
export const recoveryRateOf = (failures: readonly Failure[]): RecoveryRate => ({
	recovered: failures.filter(({isRecovered}) => isRecovered).length,
	of: failures.length,
});

/** When it ended; when it began, where nothing tells its end; null: nobody knows. */
export const momentOf = ({endedAt, startedAt}: Attempt): number | null => endedAt ?? startedAt;

/** Tries are numbered; times only decide where two have the same number. */
const byOrder = (a: Attempt, b: Attempt): number =>
	a.ordinal - b.ordinal || (momentOf(a) ?? 0) - (momentOf(b) ?? 0);
