import {backlog} from '../../../source/formats/backlog/index.ts';
import type {DatabaseContent, Document, DocumentInput} from '../../../source/formats/format.ts';
import type {Task} from '../../../source/model/task.ts';

/** The clock of these tests: 2025-08-10 15:30 UTC, half an hour after the executions began. */
export const readAt = Date.parse('2025-08-10T15:30:00Z');

const document = (
	path: string,
	content: DocumentInput['content'],
	changes: Partial<Document> = {},
): Document => {
	const input: DocumentInput = {
		path,
		workspace: '/w',
		kind: backlog.claims(path)!.kind,
		content,
		stat: {modifiedAt: readAt, size: 1, isFolder: false},
		readAt,
	};
	const {content: _content, ...facts} = input;
	return {
		...facts,
		...backlog.parse(input),
		lastGood: null,
		unreadableSince: null,
		firstSeenAt: readAt,
		changedAt: null,
		referenceStats: new Map(),
		...changes,
	};
};

export const backlogDocument = (text: string, changes: Partial<Document> = {}): Document =>
	document('/w/000_core/000_backlog.md', {type: 'text', text, isUtf8: true}, changes);

export const databaseDocument = (
	database: DatabaseContent,
	changes: Partial<Document> = {},
): Document => document('/w/task_execution.db', {type: 'database', database}, changes);

/** Rows and problems of a project with this backlog and, when given, this database. */
export const assembled = (text: string | null, database: DatabaseContent | null = null) => {
	const documents = [
		...(text === null ? [] : [backlogDocument(text)]),
		...(database === null ? [] : [databaseDocument(database)]),
	];
	const {tasks, problems} = backlog.assemble('/w', documents);
	return {
		tasks,
		problems: [...documents.flatMap((one) => one.problems), ...problems],
		task: (id: string): Task => tasks.find((task) => task.id === id)!,
	};
};

/** One table row of the eight cells. */
export const row = (
	id: string,
	{
		title = `Title of ${id}`,
		priority = '🔥',
		points = '3',
		status = 'todo',
		dependencies = 'None',
	}: {
		title?: string;
		priority?: string;
		points?: string;
		status?: string;
		dependencies?: string;
	} = {},
): string =>
	`| ${id} | ${title} | ${priority} | ${points} | ${status} | outcome | tech | ${dependencies} |\n`;
