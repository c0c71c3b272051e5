import type {Transition} from '../../model/transition.ts';
import type {Column, ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import {writtenTimeOrNull} from '../written-time.ts';

export const transitionKinds = [
	'appeared',
	'vanished',
	'status',
	'stage',
	'error',
	'retries',
] as const satisfies readonly Transition['what'][];

/** Something that happened, as it stands in JSON. */
export type TransitionReport = {
	/** ISO 8601; null: the time is damaged. */
	readonly at: string | null;
	readonly key: string;
	readonly id: string;
	readonly title: string;
	readonly what: Transition['what'];
	readonly from: string | null;
	readonly to: string | null;
	readonly status: Transition['status'];
};

export const transitionReport = ({
	at,
	task: key,
	id,
	title,
	what,
	from,
	to,
	status,
}: Transition): TransitionReport => ({
	at: writtenTimeOrNull(at),
	key,
	id,
	title,
	what,
	from,
	to,
	status,
});

/** A line for everything that happened. The first four are named as in the backlog's own database. */
export const historyColumns: readonly Column<Transition>[] = [
	{name: 'task_id', description: 'what people call it', value: ({id}) => id},
	{name: 'status', description: 'of the task, afterwards', value: ({status}) => status},
	{name: 'timestamp', description: 'UTC', value: ({at}) => writtenTimeOrNull(at)},
	{name: 'message', description: 'what happened, in words', value: messageOf},
	{
		name: 'what',
		description: 'appeared, vanished, status, stage, error, retries',
		value: ({what}) => what,
	},
	{name: 'from', description: 'before', value: ({from}) => from},
	{name: 'to', description: 'after', value: ({to}) => to},
	{name: 'title', description: 'title', value: ({title}) => title},
	{name: 'task_key', description: 'unique, and stable over restarts', value: ({task}) => task},
];

export const readableHistoryColumns = ({
	timeText,
}: ExportInput): readonly ReadableColumn<Transition>[] => [
	{title: 'When', text: ({at}) => timeText(at)},
	{title: 'Task', text: ({id}) => id},
	{title: 'Title', text: ({title}) => title},
	{title: 'What', text: messageOf},
];

function messageOf({what, from, to}: Transition): string {
	if (what === 'appeared' || what === 'vanished') {
		return `${what}${(to ?? from) === null ? '' : `: ${to ?? from}`}`;
	}

	return `${what}: ${from ?? 'none'} → ${to ?? 'none'}`;
}
