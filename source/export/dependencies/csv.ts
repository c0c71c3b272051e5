import {type CsvColumn, csvOf} from '../csv.ts';
import type {ExportInput} from '../exporter.ts';
import {type Link, linksOf} from './links.ts';

/** One line for every dependency. */
const columns: readonly CsvColumn<Link>[] = [
	{title: 'task', value: ({from}) => from.id},
	{title: 'title', value: ({from}) => from.title},
	{title: 'status', value: ({from}) => from.status},
	{title: 'depends_on', value: ({to, dependency}) => to?.id ?? dependency.id},
	{title: 'depends_on_title', value: ({to}) => to?.title ?? null},
	{title: 'depends_on_status', value: ({to}) => to?.status ?? null},
	{title: 'state', value: ({state}) => state},
	{title: 'written', value: ({dependency}) => dependency.raw},
	{title: 'format', value: ({from}) => from.format},
	{title: 'group', value: ({from}) => from.group},
	{title: 'workspace', value: ({from}) => from.workspace},
	{title: 'path', value: ({from}) => (from.sources.dependencies ?? from.files[0])?.path ?? null},
	{title: 'line', value: ({from}) => (from.sources.dependencies ?? from.files[0])?.line ?? null},
	{title: 'task_key', value: ({from}) => from.key},
	{title: 'depends_on_key', value: ({to}) => to?.key ?? null},
];

export const dependenciesCsv = ({workPlan}: ExportInput): string =>
	csvOf(columns, linksOf(workPlan));
