import type {ErrorGroup} from '../../analysis/errors/error-report.ts';
import type {Column, ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import {writtenTimeOrNull} from '../written-time.ts';

/** A line for every pattern of errors. */
export const errorColumns: readonly Column<ErrorGroup>[] = [
	{name: 'category', description: 'kind of error', value: ({category}) => category},
	{name: 'severity', description: 'critical, high, medium, low', value: ({severity}) => severity},
	{
		name: 'pattern',
		description: 'the message without what differs; empty: nothing was said',
		value: ({pattern}) => pattern,
	},
	{name: 'count', description: 'how often', value: ({count}) => count},
	{name: 'tasks', description: 'different tasks', value: ({tasks}) => tasks},
	{
		name: 'agents',
		description: 'those it happened to, most often first',
		value: ({agents}) => (agents.length === 0 ? null : agents.join('; ')),
	},
	{name: 'first_seen', description: 'UTC', value: ({firstAt}) => writtenTimeOrNull(firstAt)},
	{name: 'last_seen', description: 'UTC', value: ({lastAt}) => writtenTimeOrNull(lastAt)},
	{
		name: 'trend',
		description: 'rising, falling, steady against the window before; empty: not known',
		value: ({trend}) => trend,
	},
	{
		name: 'recovered',
		description: 'failures whose task was completed later',
		value: ({recovery}) => recovery.recovered,
	},
	{
		name: 'recovery_rate',
		description: 'their share, 0 to 1',
		value: ({recovery}) => (recovery.of === 0 ? null : recovery.recovered / recovery.of),
	},
	{name: 'example_task_id', description: 'the latest', value: ({example}) => example.id},
	{
		name: 'example_message',
		description: 'its message, in full',
		value: ({example}) => example.error?.message ?? null,
	},
	{name: 'example_task_key', description: 'its key', value: ({example}) => example.task},
];

export const readableErrorColumns = ({
	timeText,
}: ExportInput): readonly ReadableColumn<ErrorGroup>[] => [
	{title: 'Error', text: ({pattern}) => pattern ?? 'nothing was said'},
	{title: 'Category', text: ({category}) => category},
	{title: 'Severity', text: ({severity}) => severity},
	{title: 'Times', text: ({count}) => String(count), isNumber: true},
	{title: 'Tasks', text: ({tasks}) => String(tasks), isNumber: true},
	{
		title: 'Recovered',
		text: ({recovery}) => `${recovery.recovered} of ${recovery.of}`,
		isNumber: true,
	},
	{title: 'Last seen', text: ({lastAt}) => (lastAt === null ? '' : timeText(lastAt))},
];

/** A pattern as it stands in JSON. */
export const errorGroupReport = (group: ErrorGroup) => ({
	pattern: group.pattern,
	category: group.category,
	severity: group.severity,
	count: group.count,
	tasks: group.tasks,
	agents: [...group.agents],
	firstAt: writtenTimeOrNull(group.firstAt),
	lastAt: writtenTimeOrNull(group.lastAt),
	byHour: [...group.byHour],
	trend: group.trend,
	recovered: group.recovery.recovered,
	of: group.recovery.of,
	example: {
		key: group.example.task,
		id: group.example.id,
		message: group.example.error?.message ?? null,
	},
	options: group.options.map(({option, title, tried, worked, open}) => ({
		option,
		title,
		tried,
		worked,
		open,
	})),
});
