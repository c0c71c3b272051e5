import type {FormatName} from '../../model/format-name.ts';
import {isSettled, type Status} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';

/**
Formats in which a task that was given up no longer holds others: return-meta calls a dependency done
when its task is terminal. Elsewhere only a person can say whether the work behind it can go on.
*/
const releasesWhenGivenUp: ReadonlySet<FormatName> = new Set(['return-meta']);

/** Whether a task no longer holds those that wait for it. */
export const isMet = ({format, status}: Pick<Task, 'format' | 'status'>): boolean =>
	status === 'completed' || (isSettled(status) && releasesWhenGivenUp.has(format));

/** Given up, or left out: nothing will ever finish it. */
export const isGivenUp = (status: Status): boolean =>
	status === 'cancelled' || status === 'skipped';
