import {reporterOf} from '../../model/report.ts';

/** A finding of this format; `model/rules` says what it means and how grave it is. */
export const problem = reporterOf('tasks-meta');

/** "T001, T002, T003 and 60 more": enough to recognise, short enough for a line. */
export const namesOf = (names: readonly string[], most = 5): string =>
	names.length <= most
		? names.join(', ')
		: `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** "1 task", "3 tasks". */
export const countOf = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;
