import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {isForLater, loadSqlite} from './database/sqlite.ts';
import {reasonOf, Refusal} from './refusal.ts';

const patienceMs = 5_000;
const pauseMs = 25;

/**
Lets one metawatch at a time work on a workspace; others wait for a while. The lock is SQLite's on an
empty file: the system takes it off a process that dies, so that none is ever left behind.

@param folder of this workspace's state; made when it is not there.
@throws {Refusal} when another one has it all the time, or there is no place for it.
*/
export const withLock = async <Result>(
	folder: string,
	use: () => Promise<Result>,
): Promise<Result> => {
	const release = await lock(folder);
	try {
		return await use();
	} finally {
		release();
	}
};

const lock = async (folder: string): Promise<() => void> => {
	const end = performance.now() + patienceMs;
	try {
		await mkdir(path.join(folder, 'journal'), {recursive: true, mode: 0o700});
		const {DatabaseSync} = await loadSqlite();
		for (;;) {
			const database = new DatabaseSync(path.join(folder, 'lock'), {timeout: 0});
			try {
				database.exec('begin exclusive');
				return () => database.close();
			} catch (error) {
				database.close();
				if (!isForLater(error) || performance.now() > end) {
					throw error;
				}
			}

			await pause(pauseMs);
		}
	} catch (error) {
		throw new Refusal(
			isForLater(error)
				? 'another metawatch is at work on this workspace'
				: `the journal in ${folder} can't be used: ${reasonOf(error)}`,
		);
	}
};
