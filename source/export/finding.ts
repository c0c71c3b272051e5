import type {FormatName} from '../model/format-name.ts';
import type {Problem, Severity} from '../model/problem.ts';

/** A problem, or something that no format is to blame for: a folder that may not be read. */
export type Finding = {
	readonly code: string;
	readonly severity: Severity;
	readonly message: string;
	readonly format: FormatName | null;
	readonly task: string | null;
	readonly path: string;
	readonly line: number | null;
	readonly column: number | null;
};

/** What the walk could not do, as the inbound edge tells it. */
type Note = Pick<Finding, 'code' | 'severity' | 'message' | 'path'>;

/** Everything that holds at `now`, as one list; findings that only time makes true may not yet. */
export const findingsAt = (
	problems: readonly Problem[],
	notes: readonly Note[],
	now: number,
): Finding[] => [
	...notes.map(({code, severity, message, path}) => ({
		code,
		severity,
		message,
		format: null,
		task: null,
		path,
		line: null,
		column: null,
	})),
	...problems
		.filter(({activeFrom = 0}) => activeFrom <= now)
		.map(({code, severity, message, format, task, path, line, column = null}) => ({
			code,
			severity,
			message,
			format,
			task,
			path,
			line,
			column,
		})),
];
