import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {tables} from '../../../../source/formats/backlog/claims.ts';
import {recovery} from '../../../../source/formats/backlog/recovery/index.ts';
import type {Option, Subject} from '../../../../source/formats/recovery.ts';
import type {DatabaseRow, RowEdit} from '../../../../source/model/edit.ts';
import type {State} from '../../../../source/store/state.ts';
import {corpusFolder} from '../../../helpers/corpus.ts';
import {type MemoryDisk, type MemoryFile, memoryDisk} from '../../../helpers/memory-disk.ts';
import {rowOf} from '../../../helpers/nobody-there.ts';
import {readProject} from '../read-project.ts';

const folder = path.join(corpusFolder ?? '', 'backlog');

/** Projects, and a clock at which their runs are over. */
export const projects = [
	['2025-08-07-baseline', '2025-08-14T03:37:08Z'],
	['2025-08-13-heavy-retries', '2025-08-17T17:47:08Z'],
	['2025-08-18-ascii-hyphens', '2025-08-24T19:22:31Z'],
	['2025-09-15-newest', '2025-09-25T12:00:00Z'],
	['after-reset', '2025-08-14T03:37:08Z'],
	['hybrid-schema', '2025-09-25T12:00:00Z'],
	['narrow-schema-2-rows', '2025-09-25T12:00:00Z'],
	['truncated-db', '2025-08-14T03:37:08Z'],
	['hot-journal', '2025-08-17T17:47:08Z'],
] as const;

/** A folder for copies of real databases: opening one changes what lies beside it. */
export const makeScratch = (): {readonly path: string; readonly remove: () => void} => {
	const scratch = mkdtempSync(path.join(tmpdir(), 'metawatch-backlog-'));
	return {path: scratch, remove: () => rmSync(scratch, {recursive: true})};
};

/** What the tables hold, as a plan looks at them. */
const tablesOf = (
	file: string,
): Readonly<Record<string, {columns: string[]; rows: DatabaseRow[]}>> => {
	const database = openDatabase(file);
	try {
		return Object.fromEntries(
			tables.flatMap((table) => {
				const columns = database
					.prepare(`pragma table_info(${table})`)
					.all()
					.map(({name}) => String(name));
				return columns.length === 0
					? []
					: [
							[
								table,
								{columns, rows: database.prepare(`select * from ${table}`).all() as DatabaseRow[]},
							] as const,
						];
			}),
		);
	} finally {
		database.close();
	}
};

export type RealProject = {
	readonly state: State;
	readonly disk: MemoryDisk;
	readonly now: number;
	readonly root: string;
	/** A copy of its database; null: it can't be opened. */
	readonly copy: string | null;
};

export const readReal = async (name: string, at: string, scratch: string): Promise<RealProject> => {
	let copy: string | null = null;
	const root = path.join(folder, name);
	const now = Date.parse(at);
	const state = await readProject(root, now);
	const files = new Map<string, MemoryFile>();
	for (const {path: file, kind} of state.documents.values()) {
		if (kind === 'backlog') {
			files.set(file, readFileSync(file, 'utf8'));
		} else if (existsSync(`${file}-journal`)) {
			files.set(file, {refused: 'a writer crashed'});
		} else if (name === 'truncated-db') {
			files.set(file, {refused: 'truncated'});
		} else {
			copy = path.join(scratch, `${name}.db`);
			copyFileSync(file, copy);
			files.set(file, {tables: tablesOf(copy)});
		}
	}

	return {state, disk: memoryDisk(files), now, root, copy};
};

export const subjectsOf = ({state, now}: RealProject): Subject[] =>
	[...state.tasks.values()].map((task) => {
		const row = rowOf(task, state.observed.get(task.key), now);
		return {task, status: row.status, lastSignAt: row.liveness?.lastSignAt ?? null};
	});

export const optionsOf = (
	{state, now, root}: RealProject,
	subjects: readonly Subject[],
	subject: Subject | null,
): readonly Option[] =>
	recovery.options({
		subject,
		subjects,
		group: root,
		workspace: root,
		documents: [...state.documents.values()],
		moment: {now, offsetAt: () => -300, token: 'abcdefghijkl'},
	});

/** As the executor's own Python opens it: no foreign keys are checked. */
export const openDatabase = (file: string): DatabaseSync =>
	new DatabaseSync(file, {enableForeignKeyConstraints: false});

/** Every row of every table, in order. */
export const dumpOf = (file: string): Readonly<Record<string, readonly DatabaseRow[]>> =>
	Object.fromEntries(Object.entries(tablesOf(file)).map(([name, {rows}]) => [name, rows]));

const names = (row: DatabaseRow): string[] => Object.keys(row).map((name) => `"${name}"`);
const condition = (row: DatabaseRow): string =>
	names(row)
		.map((name) => `${name} is ?`)
		.join(' and ');

/** Makes the row edits of one file, in one transaction, each against what it says was there. */
export const applyRows = (file: string, edits: readonly RowEdit[]): void => {
	const database = openDatabase(file);
	try {
		database.exec('begin immediate');
		for (const {table, key, before, after} of edits) {
			const {sql, values} =
				before === null
					? {
							sql: `insert into ${table} (${names(after!).join(', ')}) values (${names(after!)
								.map(() => '?')
								.join(', ')})`,
							values: Object.values(after!),
						}
					: after === null
						? {
								sql: `delete from ${table} where ${condition({...before, ...key})}`,
								values: Object.values({...before, ...key}),
							}
						: {
								sql: `update ${table} set ${names(after)
									.map((name) => `${name} = ?`)
									.join(', ')} where ${condition({...before, ...key})}`,
								values: [...Object.values(after), ...Object.values({...before, ...key})],
							};
			const {changes} = database.prepare(sql).run(...values);
			if (changes !== 1) {
				throw new Error(`${sql}: ${changes} rows`);
			}
		}

		database.exec('commit');
	} finally {
		database.close();
	}
};
