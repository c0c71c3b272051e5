import type {Column, ReadableColumn} from '../column.ts';
import {type Link, linksOf} from '../dependencies/links.ts';
import type {ExportInput} from '../exporter.ts';

/** A line for every dependency. */
export const dependencyColumns: readonly Column<Link>[] = [
	{name: 'task', description: 'id of the task that waits', value: ({from}) => from.id},
	{name: 'title', description: 'its title', value: ({from}) => from.title},
	{name: 'status', description: 'its status, as its files tell it', value: ({from}) => from.status},
	{
		name: 'depends_on',
		description: 'id it names',
		value: ({to, dependency}) => to?.id ?? dependency.id,
	},
	{
		name: 'depends_on_title',
		description: 'title of the task it means',
		value: ({to}) => to?.title ?? null,
	},
	{
		name: 'depends_on_status',
		description: 'status of that task',
		value: ({to}) => to?.status ?? null,
	},
	{
		name: 'state',
		description: 'met, unmet, archived, missing, ambiguous, external, self',
		value: ({state}) => state,
	},
	{name: 'written', description: 'as the file has it', value: ({dependency}) => dependency.raw},
	{name: 'format', description: 'kind of metadata file', value: ({from}) => from.format},
	{name: 'group', description: 'feature, spec or list', value: ({from}) => from.group},
	{name: 'workspace', description: 'absolute path', value: ({from}) => from.workspace},
	{
		name: 'path',
		description: 'where it is written',
		value: ({from}) => (from.sources.dependencies ?? from.files[0])?.path ?? null,
	},
	{
		name: 'line',
		description: 'line in it',
		value: ({from}) => (from.sources.dependencies ?? from.files[0])?.line ?? null,
	},
	{
		name: 'task_key',
		description: 'unique, and stable over restarts',
		value: ({from}) => from.key,
	},
	{name: 'depends_on_key', description: 'of the other task', value: ({to}) => to?.key ?? null},
];

export const readableDependencyColumns: readonly ReadableColumn<Link>[] = [
	{title: 'Task', text: ({from}) => from.id},
	{title: 'Title', text: ({from}) => from.title},
	{title: 'Waits for', text: ({to, dependency}) => to?.id ?? dependency.raw},
	{title: 'Title of that', text: ({to}) => to?.title ?? ''},
	{title: 'Its status', text: ({to}) => to?.status ?? ''},
	{title: 'State', text: ({state}) => state},
];

/** The dependencies of the tasks that match. */
export const dependencyItems = ({
	workPlan,
	isSelected,
}: Pick<ExportInput, 'workPlan' | 'isSelected'>): readonly Link[] =>
	linksOf(workPlan()).filter(({from}) => isSelected(from.key));
