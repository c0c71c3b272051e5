import {constants} from 'node:fs';
import {chmod, copyFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type DatabaseFiles, lookAtDatabase} from './database-files.ts';
import {detachJournal} from './database-journal.ts';

/**
Copies a database with its `-journal` or `-wal` to a private folder, lets `use` work on the copy, and
deletes it. SQLite recovers the copy when it opens it; the original is only read.

@param seen the files as they were found; if they are not the same after copying, a writer was at
work, the copy is a mixture of two moments, and `use` is not called.
@returns what `use` returned, or null when the files moved.
*/
export const withPrivateCopy = async <Result>(
	original: string,
	seen: DatabaseFiles,
	use: (copy: string) => Promise<Result>,
): Promise<Result | null> => {
	const folder = await mkdtemp(path.join(tmpdir(), `metawatch-${process.pid}-`));
	const copy = path.join(folder, 'database');
	try {
		await copyFor(original, copy);
		const hasJournal =
			seen.hasJournal && (await copyIfThere(`${original}-journal`, `${copy}-journal`));
		if (seen.hasWal) {
			await copyIfThere(`${original}-wal`, `${copy}-wal`);
		}

		const after = await lookAtDatabase(original);
		if (after.fingerprint !== seen.fingerprint) {
			return null;
		}

		if (hasJournal && !(await detachJournal(`${copy}-journal`))) {
			await rm(`${copy}-journal`);
		}

		return await use(copy);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

const copyFor = async (from: string, to: string): Promise<void> => {
	await copyFile(from, to, constants.COPYFILE_FICLONE);
	// The copy must be writable to be recovered, whatever the original allows.
	await chmod(to, 0o600);
};

const copyIfThere = async (from: string, to: string): Promise<boolean> => {
	try {
		await copyFor(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return false;
		}

		throw error;
	}
};
