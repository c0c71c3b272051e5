import {summarise} from '../../analysis/summary.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {type Status, statuses} from '../../model/status.ts';
import type {ExportInput} from '../exporter.ts';
import type {TaskReport} from '../report-schema.ts';
import {readableTaskColumns, taskItems} from '../tables/tasks.ts';
import {shareBar} from './chart.ts';
import {element, line, type Markup} from './element.ts';
import {type HtmlColumn, htmlTable} from './table.ts';

const most = 2000;

/** How the tasks stand, and each of them with what is known about it. */
export function* tasksHtml(input: ExportInput): Generator<string, void, undefined> {
	const {byStatus, total} = summarise(input.rows);
	const present = statuses.filter((status) => byStatus[status] > 0);
	const inWords = present.map((status) => `${byStatus[status]} ${status}`).join(', ');
	yield shareBar(
		'Tasks by status',
		inWords,
		present.map((status) => ({
			tone: status,
			value: byStatus[status],
			says: `${byStatus[status]} ${status}`,
		})),
	).markup;
	yield line(
		'ul',
		{class: 'legend'},
		present.map((status) =>
			element('li', {}, mark(status), ' ', element('span', {}, byStatus[status]), ` ${status}`),
		),
	);
	yield* htmlTable(
		readableTaskColumns.map((column) => htmlColumns[column.title] ?? column),
		taskItems(input),
		{caption: `${total} ${total === 1 ? 'task' : 'tasks'}`, most},
	);
}

const mark = (status: Status): Markup =>
	element('span', {class: `tone-${status}`, 'aria-hidden': 'true'}, statusGlyphs[status]);

/** Columns that show more than their text. */
const htmlColumns: Readonly<Record<string, HtmlColumn<TaskReport>>> = {
	Title: {
		title: 'Title',
		text: (task) =>
			element(
				'details',
				{},
				element('summary', {}, task.title === '' ? 'untitled' : task.title),
				element('dl', {}, detailsOf(task)),
			),
	},
	Status: {title: 'Status', text: ({status}) => [mark(status), ` ${status}`]},
};

const detailsOf = (task: TaskReport): readonly Markup[] =>
	(
		[
			['word of the file', task.rawStatus],
			['why it wants attention', task.attention.map(({message}) => message).join('; ')],
			['error', task.error?.message ?? null],
			['next step', task.nextStep],
			['command', task.command],
			['started', task.startedAt],
			['last change', task.updatedAt],
			['completed', task.completedAt],
			['time taken from', task.elapsedSource],
			['waits for', task.dependencies.join(', ')],
			['waited for by', task.dependents.join(', ')],
			['review', task.review?.detail ?? null],
			['artifacts', task.artifacts.map(({path}) => path).join(', ')],
			['file', task.files.map(({path, line}) => (line === null ? path : `${path}:${line}`))[0]],
		] as const
	)
		.filter(([, value]) => value !== null && value !== undefined && value !== '')
		.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value!)]);
