import type {Attempt} from '../../model/attempt.ts';
import {timeOf} from './population.ts';

/** Of one task, in the order in which they were made. */
export const inTime = (attempts: readonly Attempt[]): Attempt[] =>
	attempts.length < 2
		? [...attempts]
		: // Numbers that are not known come last, among each other by their ordinal.
			[...attempts].sort(
				(a, b) => (timeOf(a) ?? last) - (timeOf(b) ?? last) || a.ordinal - b.ordinal,
			);

const last = Number.MAX_SAFE_INTEGER;
