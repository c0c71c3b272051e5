import {ruleOf} from '../../model/rules/index.ts';
import type {Column, ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import type {Finding} from '../finding.ts';

/** A problem with the id of its task, or null. */
export type ProblemItem = Finding & {readonly taskId: string | null};

/** A line for every problem. */
export const problemColumns: readonly Column<ProblemItem>[] = [
	{name: 'severity', description: 'error, warning, info', value: ({severity}) => severity},
	{name: 'code', description: 'stable, see docs/problems.md', value: ({code}) => code},
	{name: 'message', description: 'what is wrong', value: ({message}) => message},
	{name: 'path', description: 'absolute path of the file', value: ({path}) => path},
	{name: 'line', description: 'from 1', value: ({line}) => line},
	{name: 'column', description: 'from 1', value: ({column}) => column},
	{
		name: 'task_id',
		description: 'the task it is about; empty: the whole file',
		value: ({taskId}) => taskId,
	},
	{name: 'format', description: 'kind of metadata file', value: ({format}) => format},
	{
		name: 'remedy',
		description: 'what to do about it',
		value: ({code}) => ruleOf(code)?.remedy ?? null,
	},
	{name: 'task_key', description: 'unique, and stable over restarts', value: ({task}) => task},
];

export const readableProblemColumns: readonly ReadableColumn<ProblemItem>[] = [
	{title: 'Severity', text: ({severity}) => severity},
	{title: 'Problem', text: ({message}) => message},
	{title: 'Task', text: ({taskId}) => taskId ?? ''},
	{title: 'Where', text: ({path, line}) => (line === null ? path : `${path}:${line}`)},
	{title: 'Code', text: ({code}) => code},
	{title: 'What to do', text: ({code}) => ruleOf(code)?.remedy ?? ''},
];

/** In the order in which they were found. */
export function* problemItems({
	findings,
	allRows,
}: Pick<ExportInput, 'findings' | 'allRows'>): Generator<ProblemItem, void, undefined> {
	const ids = new Map(allRows.map(({task}) => [task.key, task.id]));
	for (const finding of findings) {
		yield {...finding, taskId: finding.task === null ? null : (ids.get(finding.task) ?? null)};
	}
}
