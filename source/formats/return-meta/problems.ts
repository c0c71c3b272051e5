import type {Problem, Severity} from '../../model/problem.ts';

/** Every finding of this format, with its weight. */
const severities = {
	'state-unreadable': 'error',
	'meta-unreadable': 'error',
	'task-number-duplicate': 'error',
	'key-duplicate': 'warning',
	'next-number-low': 'warning',
	'task-number-shape': 'warning',
	'slug-shape': 'warning',
	'status-off-vocabulary': 'info',
	'status-disagrees': 'warning',
	'dependency-unknown': 'error',
	'dependency-cycle': 'error',
	'meta-stale': 'info',
	'meta-leftover': 'info',
	'phases-zero-on-success': 'warning',
	'phases-incomplete-on-success': 'warning',
	'artifacts-shape': 'warning',
	'artifact-missing': 'warning',
	'artifact-foreign': 'info',
	'artifact-outside': 'info',
	'marker-stale': 'warning',
	'lock-stale': 'warning',
	'tmp-leftover': 'info',
	'marker-placeholder': 'info',
	'folder-twin': 'info',
	'folder-orphan': 'info',
	'time-implausible': 'info',
	'state-not-touched': 'info',
	'errors-unfixed': 'warning',
	'todo-diverges': 'info',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof severities;

export type ProblemPlace = {
	readonly path: string;
	readonly line?: number | null;
	readonly column?: number;
	readonly task?: string | null;
	readonly activeFrom?: number;
};

export const problem = (
	code: ProblemCode,
	message: string,
	{path, line = null, column, task = null, activeFrom}: ProblemPlace,
): Problem => ({
	code,
	severity: severities[code],
	message,
	format: 'return-meta',
	task,
	path,
	line,
	...(column === undefined ? {} : {column}),
	...(activeFrom === undefined ? {} : {activeFrom}),
});
