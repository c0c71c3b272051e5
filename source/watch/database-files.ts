import type {BigIntStats} from 'node:fs';
import {lstat, stat} from 'node:fs/promises';
import {type DatabaseHeader, headerSize, readHeader} from './database-header.ts';
import {hasContent} from './database-journal.ts';
import {lstatIfThere, openRegular} from './regular-file.ts';

/** An SQLite file and what its writer keeps beside it, as they lie on the disk at one moment. */
export type DatabaseFiles = {
	readonly isFile: boolean;
	/** Bytes of the database itself. */
	readonly size: number;
	readonly header: DatabaseHeader | null;
	/** A `-journal` lies beside it, hot or not. */
	readonly hasJournal: boolean;
	/** That journal holds a transaction that was not finished. */
	readonly isJournalHot: boolean;
	/** A `-wal` lies beside it; its bytes. */
	readonly hasWal: boolean;
	readonly walSize: number;
	/** Bytes of the database and of what lies beside it. */
	readonly totalSize: number;
	/**
	The ending of something beside it that SQLite would open, and that is no regular file: a pipe would
	hold it up for ever, a link would lead it elsewhere. Null: there is none.
	*/
	readonly strange: string | null;
	/** Differs as soon as any of them was written to or replaced. */
	readonly fingerprint: string;
};

/**
Looks at the files without opening the database: SQLite itself would touch them.

@throws the error of the file system when the database is not there or may not be read.
*/
export const lookAtDatabase = async (path: string): Promise<DatabaseFiles> => {
	const main = await stat(path, {bigint: true});
	const journal = await statIfThere(`${path}-journal`);
	const wal = await statIfThere(`${path}-wal`);
	const isFile = main.isFile();
	const header = isFile ? readHeader(await firstBytes(path, headerSize)) : null;
	return {
		isFile,
		size: Number(main.size),
		header,
		hasJournal: journal !== null,
		isJournalHot: journal !== null && (await hasContent(`${path}-journal`)),
		hasWal: wal !== null,
		walSize: Number(wal?.size ?? 0n),
		totalSize: Number(main.size + (journal?.size ?? 0n) + (wal?.size ?? 0n)),
		strange: await strangeBeside(path),
		fingerprint: [
			...[main, journal, wal].map((found) =>
				found ? `${found.ino}:${found.size}:${found.mtimeNs}` : '',
			),
			header?.changeCounter,
		].join(' '),
	};
};

const statIfThere = async (path: string): Promise<BigIntStats | null> => {
	try {
		const found = await lstat(path, {bigint: true});
		return found.isFile() ? found : null;
	} catch {
		return null;
	}
};

const strangeBeside = async (path: string): Promise<string | null> => {
	for (const ending of ['-journal', '-wal', '-shm']) {
		if ((await lstatIfThere(`${path}${ending}`))?.isFile() === false) {
			return ending;
		}
	}

	return null;
};

const firstBytes = async (path: string, length: number): Promise<Buffer> => {
	const file = await openRegular(path);
	if (!file) {
		return Buffer.alloc(0);
	}

	try {
		const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
};
