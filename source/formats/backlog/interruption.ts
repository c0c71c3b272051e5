import {classifyError, type ErrorClass} from '../../model/error-rules.ts';

const prefix = 'interrupted: silent since ';

/** The error of a try that was given up because nothing was heard of it any more. */
export const interruptionError = (since: string): string => `${prefix}${since}`;

/** Such a try did not work up to its end, so no time it spans says anything about work. */
export const isInterruption = (error: string | null): boolean => error?.startsWith(prefix) ?? false;

/** Message of the history when an interrupted task is made pending without counting a retry. */
export const requeueMessage = 'Requeued after interruption';

/** What kind of error it is; being cut off is a kind of its own here. */
export const classifyTry = (message: string | null): ErrorClass =>
	isInterruption(message)
		? {category: 'interruption', severity: 'medium'}
		: classifyError(message ?? '');
