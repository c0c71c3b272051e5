import {constants} from 'node:fs';
import {chmod, copyFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {lstatIfThere} from '../place.ts';
import {codeOf, reasonOf, Refusal} from '../refusal.ts';

/** Bytes of a database and its log; more is not copied. */
const maximumSize = 256n * 1024n * 1024n;

/**
Copies a database with its write-ahead log to a private folder, lets `use` work there, and deletes it.
SQLite takes the log in when it opens the copy; the original is only read.

@throws {Refusal} when there is no place for it, or it is too large.
*/
export const withPrivateCopy = async <Result>(
	original: string,
	use: (copy: string) => Promise<Result>,
): Promise<Result> => {
	let size = 0n;
	for (const ending of ['', '-wal']) {
		size += (await lstatIfThere(`${original}${ending}`))?.size ?? 0n;
	}

	if (size > maximumSize) {
		throw new Refusal(
			'it has more than 256 MiB with the log beside it: no copy is made to read it',
		);
	}

	const folder = await mkdtemp(path.join(tmpdir(), 'metawatch-'));
	try {
		const copy = path.join(folder, 'database');
		for (const ending of ['', '-wal']) {
			await copyIfThere(`${original}${ending}`, `${copy}${ending}`);
		}

		return await use(copy);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

const copyIfThere = async (from: string, to: string): Promise<void> => {
	try {
		await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
		// To be changed by taking the log in, whatever the original allows.
		await chmod(to, 0o600);
	} catch (error) {
		// A log that is gone again: what is read is compared with the original afterwards.
		if (codeOf(error) !== 'ENOENT') {
			throw new Refusal(`no private copy can be made to read it: ${reasonOf(error)}`, {
				cause: error,
			});
		}
	}
};
