import {backlog} from '../../../../source/formats/backlog/index.ts';
import {recovery} from '../../../../source/formats/backlog/recovery/index.ts';
import type {DatabaseContent, Document} from '../../../../source/formats/format.ts';
import type {Draft, Option, RecoveryInput, Subject} from '../../../../source/formats/recovery.ts';
import type {Status} from '../../../../source/model/status.ts';
import type {Task} from '../../../../source/model/task.ts';
import {harmlessDeep} from '../../../../source/text/harmless.ts';
import {type MemoryDisk, memoryDisk} from '../../../helpers/memory-disk.ts';
import {rowOf} from '../../../helpers/nobody-there.ts';
import {backlogDocument, databaseDocument, readAt} from '../project.ts';
import {type Rows, taskDatabase} from '../task-database.ts';

export const backlogPath = '/w/000_core/000_backlog.md';
export const databasePath = '/w/task_execution.db';

/** Six hours after the clock of the other tests: whoever said running then is silent now. */
export const later = readAt + 6 * 3_600_000;

type Tables = DatabaseContent['tables'];

/** A project on a disk in memory: what is offered in it, and what becomes of it. */
export type Scene = {
	readonly disk: MemoryDisk;
	readonly text: string;
	readonly rows: (table: string) => readonly Readonly<Record<string, unknown>>[];
	readonly tasks: readonly Task[];
	readonly task: (id: string) => Task;
	readonly statusOf: (id: string) => string;
	/** Options of a task; null: those of the group. */
	readonly options: (id: string | null) => readonly Option[];
	readonly option: (id: string | null, option: string) => Option;
	readonly draft: (id: string | null, option: string) => Exclude<Draft, {type: 'needs'}>;
	/** The project after an option was had; throws where it is refused. */
	readonly after: (id: string | null, option: string) => Scene;
};

type Given = {
	readonly text?: string | null;
	readonly rows?: Rows | null;
	/** Tables in another form than the full writer's. */
	readonly tables?: Tables;
	readonly now?: number;
	/** Lies beside the database. */
	readonly journal?: string;
	readonly document?: Partial<Document>;
	/** Status of all tasks that the files call running. */
	readonly judged?: Status;
};

export const sceneOf = ({
	text = null,
	rows = null,
	tables = rows ? taskDatabase(rows).tables : undefined,
	now = readAt,
	journal,
	document = {},
	judged,
}: Given): Scene =>
	sceneOn(
		memoryDisk({
			...(text === null ? {} : {[backlogPath]: text}),
			...(tables ? {[databasePath]: {tables}} : {}),
			...(journal === undefined ? {} : {[`${databasePath}-journal`]: journal}),
		}),
		now,
		document,
		judged,
	);

/** What is offered on a disk, read as it is. */
export const sceneOn = (
	disk: MemoryDisk,
	now: number,
	changes: Partial<Document> = {},
	judged?: Status,
): Scene => {
	const documents = documentsOn(disk, now, changes);
	const {tasks} = backlog.assemble('/w', documents);
	const subjects = tasks.map((task): Subject => {
		const row = rowOf(task, undefined, now);
		const status = task.status === 'running' ? (judged ?? row.status) : row.status;
		return {task, status, lastSignAt: row.liveness?.lastSignAt ?? null};
	});
	const subjectOf = (id: string): Subject => {
		const subject = subjects.find(({task}) => task.id === id || task.key === id);
		if (!subject) {
			throw new Error(`there is no ${id}`);
		}

		return subject;
	};

	const input = (id: string | null): RecoveryInput => ({
		subject: id === null ? null : subjectOf(id),
		subjects,
		group: '/w',
		workspace: '/w',
		documents,
		moment: {now, offsetAt: () => 120, token: 'abcdefghijkl'},
	});
	const scene: Scene = {
		disk,
		tasks,
		text: disk.text(backlogPath) ?? '',
		rows: (table) => disk.rows(databasePath, table),
		task: (id) => subjectOf(id).task,
		statusOf: (id) => subjectOf(id).status,
		options: (id) => recovery.options(input(id)),
		option(id, option) {
			const found = scene.options(id).find((one) => one.id === option);
			if (!found) {
				throw new Error(`${option} is not offered for ${id}`);
			}

			return found;
		},
		draft: (id, option) => disk.draft(scene.option(id, option)),
		after(id, option) {
			const draft = scene.draft(id, option);
			if (draft.type === 'refused') {
				throw new Error(draft.reason);
			}

			return sceneOn(disk.apply(draft.edits), now);
		},
	};
	return scene;
};

const documentsOn = (
	disk: MemoryDisk,
	now: number,
	changes: Partial<Document>,
): readonly Document[] => {
	const text = disk.text(backlogPath);
	const database = disk.disk({path: databasePath, as: 'database'});
	const facts = {readAt: now, stat: {modifiedAt: now, size: 1, isFolder: false}};
	return [
		...(text === null ? [] : [backlogDocument(text, facts)]),
		...(database?.type === 'database'
			? [
					databaseDocument(
						{
							...taskDatabase({}),
							tables: harmlessDeep(numbered(database.tables)) as Tables,
						},
						{...facts, ...changes},
					),
				]
			: []),
	];
};

/** SQLite gives new rows of the history their number. */
const numbered = (tables: Tables): Tables =>
	Object.fromEntries(
		Object.entries(tables).map(([name, {columns, rows}]) => [
			name,
			{
				columns,
				rows: rows.map((row, index) => ({
					...Object.fromEntries(columns.map((column) => [column, null])),
					...(columns.includes('id') ? {id: index + 1} : {}),
					...row,
				})),
			},
		]),
	);
