import {mayRetry, retryDelay, retryRules} from '../../model/retry-rules.ts';
import type {TaskError} from '../../model/task.ts';
import type {Entry} from './entries.ts';
import {classifyTry} from './interruption.ts';

/** What is known about a failed try and the next one. */
export type Retrying = {
	readonly error: TaskError | null;
	/** Retries so far, over all runs; null when nothing was executed. */
	readonly retries: number | null;
	/** Retries since the last success, and how many the category allows. */
	readonly used: number;
	readonly allowed: number;
	readonly isExhausted: boolean;
	/** A retry was asked for and nobody has started it. */
	readonly isQueued: boolean;
	/** Milliseconds before the queued or the next retry: the least and the most. */
	readonly delay: {readonly least: number; readonly most: number};
	/** What a person is told, for a failed task. */
	readonly advice: string;
};

export const retryingOf = ({record, recorded, together}: Entry): Retrying => {
	const execution = record?.execution ?? null;
	const attempts = record?.attempts ?? null;
	const counted = Math.max(attempts?.retries ?? 0, execution?.retries ?? 0);
	const isQueued = together.status === 'pending' && recorded === 'pending' && counted > 0;
	const message =
		together.status === 'failed' || isQueued
			? (execution?.error ?? attempts?.ended.at(-1)?.error ?? null)
			: null;
	const kind = classifyTry(message);
	const category = kind.category;
	const used = Math.max(attempts?.retriesUsed ?? 0, execution?.retries ?? 0);
	const {retries: allowed} = retryRules[category];
	const delay = retryDelay(category, isQueued ? Math.max(0, used - 1) : used);
	const isExhausted = together.status === 'failed' && recorded === 'failed' && used >= allowed;
	return {
		error: message === null ? null : {message, ...kind},
		retries: execution ? counted : null,
		used,
		allowed,
		isExhausted,
		isQueued,
		delay,
		advice: mayRetry(kind, used)
			? `${retryRules[category].advice}${waitOf(delay)}`
			: kind.severity === 'critical'
				? 'repair the cause first: data or the machine is at risk'
				: usedUp(allowed),
	};
};

const waitOf = ({least, most}: Retrying['delay']): string => {
	if (most === 0) {
		return '';
	}

	const seconds = (length: number): string => String(Math.round(length / 100) / 10);
	return least === most
		? ` (after ${seconds(most)} s)`
		: ` (after ${seconds(least)} to ${seconds(most)} s)`;
};

const usedUp = (allowed: number): string =>
	allowed === 1
		? 'find the cause: the one retry for this kind of error is used'
		: `find the cause: all ${allowed} retries for this kind of error are used`;
