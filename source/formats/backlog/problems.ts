import type {Problem, Severity} from '../../model/problem.ts';

/** Every finding of this format, with its weight. */
const severities = {
	'dependency-unknown': 'error',
	'dependency-cycle': 'error',
	'db-truncated': 'error',
	'db-malformed': 'error',
	'row-malformed': 'error',
	'blocker-stale': 'warning',
	'id-reused': 'warning',
	'status-disagrees': 'warning',
	'status-off-vocabulary': 'warning',
	'db-hot-journal': 'warning',
	'task-silent': 'warning',
	'retries-exhausted': 'warning',
	'dependency-external': 'info',
	'priority-unknown': 'info',
	'comment-unclosed': 'info',
	'db-narrow': 'info',
	'history-cut': 'info',
	'time-zone-assumed': 'info',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof severities;

export type ProblemPlace = {
	readonly path: string;
	readonly line?: number | null;
	readonly task?: string | null;
	readonly activeFrom?: number;
};

export const problem = (
	code: ProblemCode,
	message: string,
	{path, line = null, task = null, activeFrom}: ProblemPlace,
): Problem => ({
	code,
	severity: severities[code],
	message,
	format: 'backlog',
	task,
	path,
	line,
	...(activeFrom === undefined ? {} : {activeFrom}),
});
