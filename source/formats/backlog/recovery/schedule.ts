import {type ErrorClass} from '../../../model/error-rules.ts';
import {mayRetry, retryDelay, retryRules} from '../../../model/retry-rules.ts';
import type {Entry} from '../entries.ts';
import {classifyTry} from '../interruption.ts';
import {retryingOf} from '../retrying.ts';

/** What the rules for its kind of error say about the next try of a task. */
export type Schedule = {
	/** `a file system error`: the category in words. */
	readonly kind: string;
	/** Retries since the last success. */
	readonly used: number;
	readonly allowed: number;
	/** `one retry used, 2 allowed`. */
	readonly usage: string;
	/** The documented pause before the next try; null: none, or nobody knows when the last one ended. */
	readonly pause: {
		/** Epoch ms at which the longest pause is over. */
		readonly until: number;
		/** `5 to 10 s`. */
		readonly words: string;
	} | null;
	/** What to do before, where a retry alone is of no use. */
	readonly advice: string | null;
	/** Why the rules allow none, or null. */
	readonly refusal: string | null;
};

export const scheduleOf = (entry: Entry, isInterrupted: boolean): Schedule => {
	const {execution, attempts} = entry.record!;
	const last = attempts?.ended.at(-1);
	const error: ErrorClass = isInterrupted
		? {category: 'interruption', severity: 'medium'}
		: classifyTry(execution?.error ?? last?.error ?? null);
	const {used} = retryingOf(entry);
	const {retries: allowed, advice} = retryRules[error.category];
	const {least, most} = retryDelay(error.category, used);
	const endedAt = execution?.completedAt?.at ?? last?.endedAt ?? null;
	return {
		kind: `${/^[aeiou]/.test(error.category) ? 'an' : 'a'} ${error.category.replaceAll('_', ' ')} error`,
		used,
		allowed,
		usage: `${used === 1 ? 'one retry' : `${used} retries`} used, ${allowed} allowed`,
		pause:
			most === 0 || endedAt === null
				? null
				: {
						until: endedAt + most,
						words: least === most ? inSeconds(most) : `${least / 1000} to ${inSeconds(most)}`,
					},
		advice: isInterrupted || advice === 'retry' ? null : advice,
		refusal: mayRetry(error, used) ? null : refusalOf(error, allowed),
	};
};

const inSeconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const refusalOf = ({severity}: ErrorClass, allowed: number): string => {
	if (severity === 'critical') {
		return 'data or the machine is at risk: repair the cause first, then reset the task';
	}

	return allowed === 1
		? 'the one retry for this kind of error is used: find the cause, then reset the task'
		: `all ${allowed} retries for this kind of error are used: find the cause, then reset the task`;
};
