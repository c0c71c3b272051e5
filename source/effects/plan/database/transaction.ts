import type {DatabaseSync} from 'node:sqlite';
import {setTimeout as pause} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {Refusal} from '../refusal.ts';
import {InUse, lookAtDatabase} from './beside.ts';
import {asRefusal} from './read-database.ts';
import {isForLater, loadSqlite} from './sqlite.ts';

const patienceMs = 3_000;
const pauseMs = 25;

/** A transaction that is open; other programs can read, and wait before they write. */
export type Transaction = {
	readonly database: DatabaseSync;
	readonly commit: () => Promise<void>;
	/** Takes everything back that was not committed, and lets go of the file. */
	readonly close: () => void;
};

/**
Begins to write to an SQLite file of somebody else.

@param mayRecover whether a transaction that was cut off may be rolled back by opening it: it was ours.
@throws {Refusal} when it is held all the time, or is not to be written.
*/
export const beginTransaction = async (path: string, mayRecover = false): Promise<Transaction> =>
	await patiently(async () => {
		if (!mayRecover && (await lookAtDatabase(path)).hasLog) {
			await takeInLog(path);
		}

		const database = await openToWrite(path);
		try {
			database.exec('pragma trusted_schema = off; begin immediate');
		} catch (error) {
			database.close();
			throw error;
		}

		return {
			database,
			commit: async () => await patiently(async () => database.exec('commit')),
			close: () => {
				if (database.isOpen) {
					database.close();
				}
			},
		};
	});

/**
Lets SQLite take in what a writer that died has left in its log, as whoever opens the database next
would. It wants the database for itself for that: where another program has it open, it is not got.

@throws {InUse} then.
*/
const takeInLog = async (path: string): Promise<void> => {
	const database = await openToWrite(path);
	try {
		database.exec('pragma trusted_schema = off; pragma locking_mode = exclusive');
		const found = database.prepare('pragma wal_checkpoint(truncate)').get();
		if (found?.['busy'] === 0) {
			return;
		}
	} catch (error) {
		if (!isForLater(error)) {
			throw error;
		}
	} finally {
		database.close();
	}

	throw new InUse('another program has it open, and its write-ahead log is in use');
};

const openToWrite = async (path: string): Promise<DatabaseSync> => {
	const {DatabaseSync} = await loadSqlite();
	const address = pathToFileURL(path);
	// One that has vanished is not made anew.
	address.searchParams.set('mode', 'rw');
	// The programs that write it do not have its foreign keys enforced: nothing is to be deleted with a row.
	return new DatabaseSync(address, {timeout: 0, enableForeignKeyConstraints: false});
};

const patiently = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
	const end = performance.now() + patienceMs;
	for (;;) {
		try {
			return await attempt();
		} catch (error) {
			const isLater = error instanceof InUse || isForLater(error);
			if (!isLater || performance.now() > end) {
				throw isForLater(error)
					? new Refusal('another program is writing to it')
					: asRefusal(error);
			}
		}

		await pause(pauseMs);
	}
};

/**
Lets SQLite remove the journal that a killed process of ours has left beside a database: it looks
itself whether anything is to be rolled back, and whether a writer is at work.
*/
export const removeJournal = async (path: string): Promise<void> => {
	const database = await openToWrite(path);
	try {
		if (database.prepare('pragma journal_mode').get()?.['journal_mode'] === 'delete') {
			database.exec('pragma journal_mode = truncate; pragma journal_mode = delete');
		}
	} catch (error) {
		// A writer that is at work removes it itself.
		if (!isForLater(error)) {
			throw asRefusal(error);
		}
	} finally {
		database.close();
	}
};
