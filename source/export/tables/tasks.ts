import {formatDuration} from '../../text/duration.ts';
import type {Column, ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import type {TaskReport} from '../report-schema.ts';
import {taskReports} from '../task-report.ts';

/** A line for every task. Names of the backlog's own database where it has one for the same thing. */
export const taskColumns: readonly Column<TaskReport>[] = [
	{name: 'task_id', description: 'what people call it', value: ({id}) => id},
	{name: 'title', description: 'title', value: ({title}) => title},
	{name: 'status', description: 'the same ten words for all formats', value: ({status}) => status},
	{name: 'raw_status', description: 'the word of the file', value: ({rawStatus}) => rawStatus},
	{name: 'stage', description: 'where in its work it is', value: ({stage}) => stage?.name ?? null},
	{name: 'stage_index', description: 'steps done', value: ({stage}) => stage?.index ?? null},
	{name: 'stage_total', description: 'steps in all', value: ({stage}) => stage?.total ?? null},
	{name: 'progress', description: 'share done, 0 to 1', value: ({progress}) => progress},
	{name: 'agent', description: 'who works on it', value: ({agent}) => agent},
	{name: 'session', description: 'session of the agent', value: ({session}) => session},
	{name: 'started_at', description: 'UTC', value: ({startedAt}) => startedAt},
	{name: 'updated_at', description: 'UTC', value: ({updatedAt}) => updatedAt},
	{name: 'completed_at', description: 'UTC', value: ({completedAt}) => completedAt},
	{
		name: 'execution_time',
		description: 'seconds of the last attempt; of a running one until now',
		value: ({durationMs}) => (durationMs === null ? null : durationMs / 1000),
	},
	{
		name: 'execution_time_source',
		description: 'what it was taken from',
		value: ({elapsedSource}) => elapsedSource,
	},
	{
		name: 'retry_count',
		description: 'attempts after the first',
		value: ({retries}) => retries,
	},
	{name: 'priority', description: 'as written', value: ({priority}) => priority},
	{name: 'score_total', description: 'score', value: ({score}) => score},
	{
		name: 'dependencies',
		description: 'ids it waits for, parted by blanks and semicolons',
		value: ({dependencies}) => listed(dependencies),
	},
	{
		name: 'dependents',
		description: 'ids that wait for it',
		value: ({dependents}) => listed(dependents),
	},
	{
		name: 'human_required',
		description: 'true: only a person can do it',
		value: ({humanRequired}) => humanRequired !== null,
	},
	{name: 'human_reason', description: 'why', value: ({humanRequired}) => humanRequired},
	{name: 'error_message', description: 'what failed', value: ({error}) => error?.message ?? null},
	{
		name: 'error_category',
		description: 'kind of error',
		value: ({error}) => error?.category ?? null,
	},
	{
		name: 'error_severity',
		description: 'critical, high, medium, low',
		value: ({error}) => error?.severity ?? null,
	},
	{
		name: 'attention',
		description: 'why a person should look at it',
		value: ({attention}) => listed(attention.map(({message}) => message)),
	},
	{name: 'next_step', description: 'what to do next', value: ({nextStep}) => nextStep},
	{name: 'command', description: 'what to type next', value: ({command}) => command},
	{
		name: 'review',
		description: 'passed, failed, not-recorded, not-applicable',
		value: ({review}) => review?.state ?? null,
	},
	{name: 'kind', description: 'kind of work', value: ({kind}) => kind},
	{name: 'section', description: 'heading or parent above it', value: ({section}) => section},
	{name: 'format', description: 'kind of metadata file', value: ({format}) => format},
	{name: 'group', description: 'feature, spec or list', value: ({group}) => group},
	{name: 'workspace', description: 'absolute path', value: ({workspace}) => workspace},
	{
		name: 'path',
		description: 'file that tells most about it',
		value: ({files}) => files[0]?.path ?? null,
	},
	{name: 'line', description: 'line in it', value: ({files}) => files[0]?.line ?? null},
	{
		name: 'is_stale',
		description: 'true: its file cannot be read at the moment',
		value: ({isStale}) => isStale,
	},
	{name: 'task_key', description: 'unique, and stable over restarts', value: ({key}) => key},
];

export const readableTaskColumns: readonly ReadableColumn<TaskReport>[] = [
	{title: 'Task', text: ({id}) => id},
	{title: 'Title', text: ({title}) => title},
	{title: 'Status', text: ({status}) => status},
	{title: 'Stage', text: stageText},
	{title: 'Agent', text: ({agent}) => agent ?? ''},
	{
		title: 'Time',
		text: ({durationMs}) => (durationMs === null ? '' : formatDuration(durationMs)),
		isNumber: true,
	},
	{
		title: 'Retries',
		text: ({retries}) => (retries === null ? '' : String(retries)),
		isNumber: true,
	},
	{title: 'Error or next step', text: noteOf},
	{title: 'Group', text: ({group}) => group},
];

export const taskItems = ({rows, now, allRows}: ExportInput): Iterable<TaskReport> =>
	taskReports(rows, now, allRows);

const listed = (texts: readonly string[]): string | null =>
	texts.length === 0 ? null : texts.join('; ');

function stageText({stage, progress}: TaskReport): string {
	const share = progress === null ? null : `${Math.round(progress * 100)} %`;
	const count = stage && stage.index !== null ? `${stage.index}/${stage.total ?? '?'}` : share;
	return [stage?.name, count].filter(Boolean).join(' ');
}

/** What went wrong, what presses, or what to do next. */
function noteOf({error, attention, nextStep, humanRequired}: TaskReport): string {
	return error?.message ?? attention[0]?.message ?? humanRequired ?? nextStep ?? '';
}
