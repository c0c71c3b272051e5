import type {Problem, Severity} from '../../model/problem.ts';

/** Every finding of this format, and how much it matters. */
const severityOf = {
	'file-unreadable': 'error',
	'file-empty': 'error',
	'dependency-unknown': 'error',
	'dependency-cycle': 'error',
	'checkbox-disagrees': 'warning',
	'delegation-failed': 'warning',
	'delegation-unrecorded': 'warning',
	'task-silent': 'warning',
	'gate-failed': 'warning',
	'file-reinitialised': 'warning',
	'id-duplicate': 'warning',
	'rolled-back-ticked': 'warning',
	'status-off-vocabulary': 'warning',
	'artifact-missing': 'info',
	'review-not-recorded': 'info',
	'dependency-external': 'info',
	'mode-differs': 'info',
	'task-stub': 'info',
	'metadata-partial': 'info',
	'feature-name-differs': 'info',
	'earlier-failure': 'info',
	'time-implausible': 'info',
	'wave-foreign': 'info',
} as const satisfies Readonly<Record<string, Severity>>;

export type ProblemCode = keyof typeof severityOf;

/** A finding; without `task` it is about the whole file, without `line` it has no line. */
export const problem = (
	code: ProblemCode,
	message: string,
	where: Pick<Problem, 'path'> & Partial<Pick<Problem, 'line' | 'column' | 'task' | 'activeFrom'>>,
): Problem => ({
	code,
	severity: severityOf[code],
	message,
	format: 'tasks-meta',
	task: null,
	line: null,
	...where,
});

/** "T001, T002, T003 and 60 more": enough to recognise, short enough for a line. */
export const namesOf = (names: readonly string[], most = 5): string =>
	names.length <= most
		? names.join(', ')
		: `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** "1 task", "3 tasks". */
export const countOf = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;
