import type {Attempt} from '../../model/attempt.ts';
import {timeOf} from './population.ts';

/** Of one task, in the order in which they were made; the same list when that is so already. */
export const inTime = (attempts: readonly Attempt[]): readonly Attempt[] => {
	for (let index = 1; index < attempts.length; index++) {
		if (compare(attempts[index - 1]!, attempts[index]!) > 0) {
			return [...attempts].sort(compare);
		}
	}

	return attempts;
};

/** Attempts of unknown time come last, among each other by their ordinal. */
const compare = (a: Attempt, b: Attempt): number =>
	(timeOf(a) ?? last) - (timeOf(b) ?? last) || a.ordinal - b.ordinal;

const last = Number.MAX_SAFE_INTEGER;
