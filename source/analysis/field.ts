import type {Problem} from '../model/problem.ts';
import type {Row} from './rows.ts';

/** A named property that a person can filter by: `status:failed`, `agent:jules`. */
export type Field<Subject = Row> = {
	readonly name: string;
	/** For the help text: what it looks at. */
	readonly description: string;
	readonly values: (subject: Subject) => readonly (string | null)[];
};

/** Everything `field:value` terms understand in the Tasks view. */
export const fields: readonly Field[] = [
	{
		name: 'status',
		description: 'status or the word the file uses',
		values: ({status, task}) => [status, task.rawStatus],
	},
	{name: 'id', description: 'id of the task', values: ({task}) => [task.id]},
	{name: 'title', description: 'title', values: ({task}) => [task.title]},
	{name: 'agent', description: 'who works on it', values: ({task}) => [task.agent]},
	{name: 'session', description: 'session id', values: ({task}) => [task.session]},
	{
		name: 'stage',
		description: 'stage, step or phase',
		values: ({task}) => [task.stage?.name ?? null, task.section],
	},
	{name: 'format', description: 'kind of metadata file', values: ({task}) => [task.format]},
	{name: 'group', description: 'feature, spec or list', values: ({task}) => [task.group]},
	{name: 'kind', description: 'kind of work', values: ({task}) => [task.kind]},
	{name: 'priority', description: 'priority', values: ({task}) => [task.priority?.raw ?? null]},
	{
		name: 'error',
		description: 'error message or its category',
		values: ({task}) => [task.error?.message ?? null, task.error?.category ?? null],
	},
	{
		name: 'attention',
		description: 'why it wants to be looked at',
		values: ({attention}) => attention.flatMap(({code, message}) => [code, message]),
	},
	{
		name: 'review',
		description: 'review state: passed, failed, not-recorded',
		values: ({task}) => [task.review?.state ?? null],
	},
	{
		name: 'file',
		description: 'path of a file it comes from',
		values: ({task}) => task.files.map(({path}) => path),
	},
];

/** What a filter of problems looks at; no format is to blame for a folder that may not be read. */
export type FoundProblem = Pick<Problem, 'severity' | 'code' | 'message' | 'task' | 'path'> & {
	readonly format: Problem['format'] | null;
};

/** And what they understand in the Problems view. */
export const problemFields: readonly Field<FoundProblem>[] = [
	{name: 'severity', description: 'error, warning, info', values: ({severity}) => [severity]},
	{name: 'code', description: 'code of the finding', values: ({code}) => [code]},
	{name: 'message', description: 'what is wrong', values: ({message}) => [message]},
	{name: 'format', description: 'kind of metadata file', values: ({format}) => [format]},
	{name: 'file', description: 'path of the file', values: ({path}) => [path]},
	// The key of a task ends in its id.
	{
		name: 'id',
		description: 'id of the task',
		values: ({task}) => [task === null ? null : task.slice(task.lastIndexOf('#') + 1)],
	},
];
