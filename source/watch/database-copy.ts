import {type FileHandle, open, rm} from 'node:fs/promises';
import path from 'node:path';
import {type DatabaseFiles, lookAtDatabase} from './database-files.ts';
import {detachJournal} from './database-journal.ts';
import {noPrivateCopy} from './no-private-copy.ts';
import {withPrivateFolder} from './private-folder.ts';
import {openRegular} from './regular-file.ts';

/** Bytes of a database together with what lies beside it; more is not copied. */
export const maximumCopySize = 256 * 1024 * 1024;

const pieceSize = 1024 * 1024;

/**
Copies a database with its `-journal` or `-wal` to a private folder, lets `use` work on the copy, and
deletes it. SQLite recovers the copy when it opens it; the original is only read.

@param seen the files as they were found; if they are not the same after copying, a writer was at
work, the copy is a mixture of two moments, and `use` is not called.
@returns what `use` returned, or null when the files moved.
@throws {NoPrivateCopy} when there is no place for the copy.
*/
export const withPrivateCopy = async <Result>(
	original: string,
	seen: DatabaseFiles,
	use: (copy: string) => Promise<Result>,
): Promise<Result | null> =>
	await withPrivateFolder(async (folder) => {
		const copy = path.join(folder, 'database');
		if (!(await copyRegular(original, copy))) {
			return null;
		}

		const hasJournal =
			seen.hasJournal && (await copyRegular(`${original}-journal`, `${copy}-journal`));
		if (seen.hasWal) {
			await copyRegular(`${original}-wal`, `${copy}-wal`);
		}

		const after = await lookAtDatabase(original);
		if (after.fingerprint !== seen.fingerprint) {
			return null;
		}

		if (hasJournal && !(await detachJournal(`${copy}-journal`))) {
			await rm(`${copy}-journal`);
		}

		return await use(copy);
	});

/** @returns false when no regular file is there, or one that has grown beyond what is copied. */
const copyRegular = async (from: string, to: string): Promise<boolean> => {
	const source = await openRegular(from);
	if (!source) {
		return false;
	}

	try {
		const target = await openNew(to);
		try {
			return await pump(source, target);
		} finally {
			await target.close();
		}
	} finally {
		await source.close();
	}
};

const openNew = async (to: string): Promise<FileHandle> => {
	try {
		// Writable, to be recovered, whatever the original allows.
		return await open(to, 'wx', 0o600);
	} catch (error) {
		throw noPrivateCopy(error);
	}
};

const pump = async (source: FileHandle, target: FileHandle): Promise<boolean> => {
	const piece = Buffer.allocUnsafe(pieceSize);
	for (let copied = 0; copied <= maximumCopySize;) {
		const {bytesRead} = await source.read(piece, 0, pieceSize, copied);
		if (bytesRead === 0) {
			return true;
		}

		try {
			await target.writeFile(piece.subarray(0, bytesRead));
		} catch (error) {
			throw noPrivateCopy(error);
		}

		copied += bytesRead;
	}

	return false;
};
