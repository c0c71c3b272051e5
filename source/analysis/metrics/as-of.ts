import type {Attempt} from '../../model/attempt.ts';

/**
Attempts as they stood at an earlier moment: what began later is not there, and what ended later still runs.
One that ended later and does not tell when it began is left out: it may not have begun by then.

@param at epoch milliseconds.
*/
export const attemptsAsOf = (attempts: readonly Attempt[], at: number): readonly Attempt[] =>
	attempts.flatMap((attempt) => {
		const endedAt = endOf(attempt);
		if ((attempt.startedAt ?? endedAt ?? at) > at) {
			return [];
		}

		return endedAt !== null && endedAt > at ? [running(attempt)] : [attempt];
	});

/** Whether anything tells when it ended, or that it has not: without that, it is at no earlier moment. */
export const isPlaced = (attempt: Attempt): boolean =>
	attempt.outcome === 'running' ? attempt.startedAt !== null : endOf(attempt) !== null;

const endOf = ({startedAt, endedAt, durationMs}: Attempt): number | null =>
	endedAt ?? (startedAt !== null && durationMs !== null ? startedAt + durationMs : null);

/** Of its stages nobody knows any more which it had come to. */
const running = (attempt: Attempt): Attempt => ({
	...attempt,
	stages: [],
	endedAt: null,
	durationMs: null,
	outcome: 'running',
	error: null,
});
