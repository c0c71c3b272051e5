import type {DatabaseSync} from 'node:sqlite';
import {setTimeout as pause} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import type {Original} from '../../../model/original.ts';
import {harmless} from '../../../text/harmless.ts';
import {reasonOf, Refusal} from '../refusal.ts';
import {InUse, lookAtDatabase} from './beside.ts';
import {withPrivateCopy} from './private-copy.ts';
import {readRows} from './rows.ts';
import {isForLater, isRuin, loadSqlite} from './sqlite.ts';
import {describeTable, insistOnPlainText} from './table.ts';

type Tables = Extract<Original, {type: 'database'}>['tables'];

const attempts = 6;
const pauseMs = 40;

/**
Tables of an SQLite file of somebody else, every row of one moment, exactly; tables that are not there
are left out.

@throws {Refusal} as `readSafely`, and when a value could not be kept exactly.
*/
export const readDatabaseExactly = async (
	path: string,
	names: readonly string[],
): Promise<Tables> =>
	await readSafely(path, (database) =>
		Object.fromEntries(
			names.flatMap((name) => {
				const table = describeTable(database, name);
				return table
					? [
							[
								name,
								{
									columns: table.columns,
									rows: readRows(database, table, inOrder(table.rowid)).map(({cells}) => cells),
								},
							] as const,
						]
					: [];
			}),
		),
	);

/**
Reads an SQLite file of somebody else, at one moment of its life. Nothing is created or changed beside it.

@throws {Refusal} when a writer holds it or was cut off, or it is no whole database.
*/
export const readSafely = async <Result>(
	path: string,
	read: (database: DatabaseSync) => Result,
): Promise<Result> => {
	for (let attempt = 1; ; attempt++) {
		try {
			return await readOnce(path, read);
		} catch (error) {
			const isLater = error instanceof InUse || isForLater(error);
			if (!isLater || attempt === attempts) {
				throw isForLater(error)
					? new Refusal('another program is writing to it')
					: asRefusal(error);
			}
		}

		await pause(pauseMs);
	}
};

const readOnce = async <Result>(
	path: string,
	read: (database: DatabaseSync) => Result,
): Promise<Result> => {
	const before = await lookAtDatabase(path);
	const insistOnSame = async (): Promise<void> => {
		if ((await lookAtDatabase(path)).fingerprint !== before.fingerprint) {
			throw new InUse('another program is writing to it');
		}
	};

	if (before.hasLog) {
		return await withPrivateCopy(path, async (copy) => {
			await insistOnSame();
			try {
				return await readFrom(pathToFileURL(copy), false, (database) => {
					insistOnWhole(database);
					return read(database);
				});
			} catch (error) {
				throw isRuin(error) ? new Refusal(ruined) : error;
			}
		});
	}

	const address = pathToFileURL(path);
	if (before.isWriteAhead) {
		// In write-ahead mode even a reader leaves files. With no log there, the file is all there is.
		address.searchParams.set('immutable', '1');
	}

	const result = await readFrom(address, true, read);
	await insistOnSame();
	return result;
};

const readFrom = async <Result>(
	address: URL,
	readOnly: boolean,
	read: (database: DatabaseSync) => Result,
): Promise<Result> => {
	const {DatabaseSync} = await loadSqlite();
	const database = new DatabaseSync(address, {readOnly, timeout: 0});
	try {
		// A file of somebody else may carry expressions; none of them is to run functions here.
		database.exec('pragma trusted_schema = off; begin');
		insistOnPlainText(database);
		return read(database);
	} finally {
		database.close();
	}
};

/** A log that belongs to another database makes a ruin of this one. */
const ruined = 'it is damaged once the write-ahead log beside it is taken in';

const insistOnWhole = (database: DatabaseSync): void => {
	const found = database.prepare('pragma quick_check(1)').get();
	if (found?.['quick_check'] !== 'ok') {
		throw new Refusal(ruined);
	}
};

const inOrder = (rowid: string | null): string => (rowid === null ? '' : `order by ${rowid}`);

/** An error of SQLite, said so that it can stand behind the name of the file. */
export const asRefusal = (error: unknown): Refusal =>
	error instanceof Refusal ? error : new Refusal(harmless(reasonOf(error)).slice(0, 200));
