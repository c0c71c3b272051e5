import {mkdirSync, renameSync, statSync} from 'node:fs';
import path from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {applicationId, schema, schemaVersion} from './schema.ts';
import {loadSqlite} from './sqlite.ts';

export type Opened =
	| {
			readonly type: 'open';
			readonly database: DatabaseSync;
			/** Where a corrupt file was moved to, so that a new one could be begun; null: none was. */
			readonly setAside: string | null;
	  }
	/** Nothing can be recorded, and nothing was changed. */
	| {readonly type: 'off'; readonly reason: string}
	/** It may work later: no room on the disk, held by somebody. */
	| {readonly type: 'later'; readonly reason: string};

/** How long SQLite waits for another writer; nobody looks at a screen in the thread that waits. */
const busyTimeoutMs = 3000;

export type OpenOptions = {
	readonly file: string;
	readonly workspace: string;
	/** Epoch milliseconds. */
	readonly now: number;
	/** For tests of a full disk: the most pages the file may have. */
	readonly maximumPages?: number;
};

/** Opens the database for writing, makes it when it is not there, and sets a corrupt one aside. */
export const openDatabase = async (options: OpenOptions): Promise<Opened> => {
	const sqlite = await loadSqlite();
	let setAside: string | null = null;
	for (;;) {
		let database: DatabaseSync | null = null;
		try {
			mkdirSync(path.dirname(options.file), {recursive: true, mode: 0o700});
			database = new sqlite.DatabaseSync(options.file, {timeout: busyTimeoutMs});
			const refusal = prepareDatabase(database, options);
			if (refusal === null) {
				return {type: 'open', database, setAside};
			}

			database.close();
			return {type: 'off', reason: refusal};
		} catch (error) {
			database?.close();
			if (!isCorrupt(error) || setAside !== null) {
				return isForLater(error)
					? {type: 'later', reason: wordsOf(error)}
					: {type: 'off', reason: wordsOf(error)};
			}

			try {
				setAside = setFileAside(options.file, options.now);
			} catch (failure) {
				return {type: 'off', reason: `it is corrupt and cannot be moved: ${wordsOf(failure)}`};
			}
		}
	}
};

/** Makes or checks the tables. @returns why the file is not ours to write, or null. */
const prepareDatabase = (
	database: DatabaseSync,
	{workspace, now, maximumPages}: OpenOptions,
): string | null => {
	const numberOf = (pragma: string): number =>
		Number(Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0]);
	const found = numberOf('user_version');
	if (found > schemaVersion) {
		return `it was written by a newer metawatch (its version is ${found}, this one knows ${schemaVersion})`;
	}

	const tables = database.prepare('select count(*) as count from sqlite_schema').get();
	const isNew = found === 0 && tables?.['count'] === 0;
	if (!isNew && numberOf('application_id') !== applicationId) {
		return 'another program has written it';
	}

	if (isNew) {
		// Before anything is written: space that retention frees is given back in small portions.
		database.exec('pragma auto_vacuum = incremental');
	}

	database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on');
	if (maximumPages !== undefined) {
		database.exec(`pragma max_page_count = ${maximumPages}`);
	}

	if (!isNew) {
		// A page that cannot be read is met here rather than in the middle of something.
		database.prepare('select max(id) from versions').get();
		database.prepare('select max(id) from transitions').get();
		return null;
	}

	database.exec('begin immediate');
	try {
		// Somebody may have been quicker.
		if (numberOf('user_version') === 0) {
			database.exec(schema);
			const note = database.prepare('insert into meta (key, value) values (?, ?)');
			note.run('schema_version', String(schemaVersion));
			note.run('workspace', workspace);
			note.run('created_at', new Date(now).toISOString());
			database.exec(
				`pragma application_id = ${applicationId}; pragma user_version = ${schemaVersion}`,
			);
		}

		database.exec('commit');
	} catch (error) {
		rollBack(database);
		throw error;
	}

	return null;
};

/** Ends a transaction that may have ended by itself. */
export const rollBack = (database: DatabaseSync): void => {
	if (database.isTransaction) {
		database.exec('rollback');
	}
};

/** The file and what lies beside it, under another name. @returns that name. */
const setFileAside = (file: string, now: number): string => {
	const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
	const target = `${file}.corrupt-${stamp}`;
	for (const ending of ['-wal', '-shm', '']) {
		if (statSync(file + ending, {throwIfNoEntry: false})) {
			renameSync(file + ending, target + ending);
		}
	}

	return target;
};

/** The primary result code of SQLite, or null for errors of anybody else. */
const codeOf = (error: unknown): number | null => {
	const code = (error as {errcode?: unknown}).errcode;
	return typeof code === 'number' ? code & 0xff : null;
};

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
export const isCorrupt = (error: unknown): boolean => [11, 26].includes(codeOf(error) ?? 0);

/** SQLITE_BUSY, LOCKED, NOMEM, IOERR, FULL, PROTOCOL: it may work later. */
export const isForLater = (error: unknown): boolean =>
	[5, 6, 7, 10, 13, 15].includes(codeOf(error) ?? 0) ||
	['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'].includes((error as {code?: string}).code ?? '');

const sentences: Readonly<Record<number, string>> = {
	5: 'another program holds it',
	8: 'it is read-only',
	10: 'the disk does not answer',
	11: 'it is corrupt',
	13: 'the disk is full',
	14: 'it cannot be opened: no permission, or no such folder',
	26: 'it is no database',
};

export const wordsOf = (error: unknown): string =>
	sentences[codeOf(error) ?? 0] ?? (error instanceof Error ? error.message : String(error));
