import type {Problem, Severity} from '../../model/problem.ts';

/** The stable codes of this format with their usual severity. */
const severities = {
	'file-unreadable': 'error',
	'file-empty': 'error',
	'metadata-partial': 'warning',
	'spec-missing': 'warning',
	'task-unknown': 'warning',
	'checkbox-disagrees': 'warning',
	'artifact-missing': 'warning',
	'changed-since-checkpoint': 'info',
	'time-implausible': 'info',
	'checkpoint-unknown': 'info',
	'state-leftover': 'info',
	'dependency-unknown': 'warning',
	'dependency-cycle': 'error',
	'parent-disagrees': 'warning',
	'archived-open': 'warning',
	'several-in-progress': 'warning',
} as const satisfies Record<string, Severity>;

export type KiroCode = keyof typeof severities;

type Place = {
	readonly path: string;
	readonly line?: number | null;
	readonly column?: number;
	readonly task?: string | null;
	/** Where the usual severity does not fit. */
	readonly severity?: Severity;
};

export const problem = (
	code: KiroCode,
	message: string,
	{path, line = null, column, task = null, severity = severities[code]}: Place,
): Problem => ({
	code,
	severity,
	message,
	format: 'kiro',
	task,
	path,
	line,
	...(column === undefined ? {} : {column}),
});
