import {realpath} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import type {DatabaseContent} from '../formats/format.ts';
import {harmless} from '../text/harmless.ts';
import {maximumCopySize, withPrivateCopy} from './database-copy.ts';
import {type DatabaseFiles, lookAtDatabase} from './database-files.ts';
import {loadSqlite} from './database-module.ts';
import {readTables} from './database-rows.ts';

const attempts = 6;
const pauseMs = 40;
/** SQLite waits in this thread: a busy writer must not hold up the screen. */
const busyTimeoutMs = 25;

/**
Reads tables of an SQLite file that belongs to somebody else, without creating or changing anything
beside it: a reader that simply opened it would leave `-shm` and `-wal` files in write-ahead mode, and
could neither read nor skip the half-done transaction of a crashed writer. Only a file in rollback
mode without a journal is opened where it lies; in all other cases a private copy is recovered and
read.

BLOBs are null, integers beyond 2^53 are text, text is harmless and at most 65,536 characters a cell;
of more than 200,000 rows the last ones are kept, and `detail` says so.

@throws the error of the file system (`ENOENT`, `EACCES`, ...) when the file cannot be read at all.
*/
export const readDatabase = async (
	path: string,
	tables: readonly string[],
): Promise<DatabaseContent> => {
	let found: DatabaseContent | 'again' = 'again';
	for (let attempt = 1; attempt <= attempts && found === 'again'; attempt++) {
		if (attempt > 1) {
			await pause(pauseMs);
		}

		// SQLite puts journals beside the file a link points to.
		found = await readOnce(await realpath(path), tables, attempt === attempts);
	}

	return found === 'again' ? nothing('busy', 'another program is writing to it') : found;
};

type State = DatabaseContent['state'];

const nothing = (state: State, detail: string, hasHotJournal = false): DatabaseContent => ({
	tables: {},
	state,
	hasHotJournal,
	detail,
});

const readOnce = async (
	path: string,
	tables: readonly string[],
	isLast: boolean,
): Promise<DatabaseContent | 'again'> => {
	const files = await lookAtDatabase(path);
	if (!files.isFile) {
		return nothing('malformed', 'not a regular file');
	}

	if (files.strange !== null) {
		return nothing('malformed', `what lies at its ${files.strange} is not a regular file`);
	}

	if (files.size === 0) {
		return nothing('empty', 'empty database', files.isJournalHot);
	}

	if (!files.header) {
		return nothing('malformed', 'file is not a database', files.isJournalHot);
	}

	if (files.hasJournal || files.hasWal || files.header.isWriteAhead) {
		if (files.totalSize > maximumCopySize) {
			const megabytes = Math.ceil(files.totalSize / 1024 / 1024);
			return nothing(
				'malformed',
				`it has ${megabytes} MiB with what lies beside it; above 256 MiB no copy is made to read it`,
				files.isJournalHot,
			);
		}

		return await readCopy(path, tables, files);
	}

	const shortage = shortageOf(files);
	if (shortage !== null) {
		// A writer that is just growing the file looks the same for a moment.
		return isLast ? nothing('truncated', shortage) : 'again';
	}

	return await readFrom(path, tables, true, 'read', false);
};

const readCopy = async (
	path: string,
	tables: readonly string[],
	files: DatabaseFiles,
): Promise<DatabaseContent | 'again'> =>
	(await withPrivateCopy(path, files, async (copy) => {
		const isRecovered = files.isJournalHot || files.walSize > 0;
		const content = await readFrom(
			copy,
			tables,
			false,
			isRecovered ? 'recovered' : 'read',
			files.isJournalHot,
		);
		const shortage = files.walSize > 0 ? null : shortageOf(await lookAtDatabase(copy));
		return shortage === null ? content : nothing('truncated', shortage, files.isJournalHot);
	})) ?? 'again';

const shortageOf = ({size, header}: DatabaseFiles): string | null => {
	const claimed = header?.claimedSize ?? null;
	return claimed !== null && claimed > size
		? `${size.toLocaleString('en-US')} of ${claimed.toLocaleString('en-US')} bytes`
		: null;
};

const readFrom = async (
	path: string,
	tables: readonly string[],
	readOnly: boolean,
	state: State,
	hasHotJournal: boolean,
): Promise<DatabaseContent | 'again'> => {
	const {DatabaseSync} = await loadSqlite();
	try {
		const database = new DatabaseSync(path, {readOnly, timeout: busyTimeoutMs});
		try {
			const read = readTables(database, tables);
			return {tables: read.tables, state, hasHotJournal, detail: read.cut};
		} finally {
			database.close();
		}
	} catch (error) {
		if (isForLater(error)) {
			return 'again';
		}

		return nothing('malformed', harmless(messageOf(error)).slice(0, 200), hasHotJournal);
	}
};

/** Busy, locked, or a journal appeared between looking and opening (read-only rollback). */
const isForLater = (error: unknown): boolean => {
	const code = (error as {errcode?: unknown}).errcode;
	return typeof code === 'number' && [5, 6, 8].includes(code & 0xff);
};

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
