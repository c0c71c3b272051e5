import {open} from 'node:fs/promises';
import {lstatIfThere} from '../place.ts';
import {carefulFlags} from '../read-exactly.ts';
import {Refusal} from '../refusal.ts';

/** How an SQLite file stands, without opening it as one: SQLite would touch what lies beside it. */
export type DatabaseStanding = {
	/** Opened in write-ahead mode even a reader leaves files beside it. */
	readonly isWriteAhead: boolean;
	/** A log with words lies beside it: of a program that has it open, or that died. */
	readonly hasLog: boolean;
	/** Differs as soon as it was written to or replaced. */
	readonly fingerprint: string;
};

const headerSize = 100;
const magic = Buffer.from('SQLite format 3\0', 'latin1');

/** @throws {InUse} when a transaction is at work or was cut off; {Refusal} when it is no whole database. */
export const lookAtDatabase = async (path: string): Promise<DatabaseStanding> => {
	for (const ending of ['-journal', '-wal', '-shm']) {
		if ((await lstatIfThere(`${path}${ending}`))?.isFile() === false) {
			throw new Refusal(`what lies at its ${ending} is no regular file`);
		}
	}

	if (await isJournalUsed(`${path}-journal`)) {
		throw new InUse(
			'a transaction is being written, or was cut off, and its journal lies beside it',
		);
	}

	const log = await lstatIfThere(`${path}-wal`);
	const hasLog = log !== null && log.size > 0n;
	const stats = await lstatIfThere(path);
	if (!stats?.isFile()) {
		throw new Refusal(stats ? 'it is no regular file' : 'it is not there any more');
	}

	if (stats.size === 0n) {
		throw new Refusal('it is an empty database');
	}

	const header = await firstBytes(path, headerSize);
	if (header.length < headerSize || !header.subarray(0, magic.length).equals(magic)) {
		throw new Refusal('it is no SQLite database');
	}

	const stored = header.readUInt16BE(16);
	const pages = header.readUInt32BE(28);
	const changeCounter = header.readUInt32BE(24);
	const claimed = pages * (stored === 1 ? 65_536 : stored);
	// Old writers leave the page count as it was; it holds only for the change it was made with.
	if (!hasLog && header.readUInt32BE(92) === changeCounter && BigInt(claimed) > stats.size) {
		// A writer that is just growing the file looks the same for a moment.
		throw new InUse(`it is cut off: ${stats.size} of ${claimed} bytes`);
	}

	return {
		isWriteAhead: header[18] === 2 || header[19] === 2,
		hasLog,
		fingerprint: [stats, ...(log ? [log] : [])]
			.flatMap(({dev, ino, size, mtimeNs}) => [dev, ino, size, mtimeNs])
			.concat(BigInt(changeCounter))
			.join(' '),
	};
};

/** Looked at again some moments later, it may be free. */
export class InUse extends Refusal {}

/** Writers that keep their journal zero its first bytes, or cut it to nothing. */
const isJournalUsed = async (path: string): Promise<boolean> => {
	if ((await lstatIfThere(path)) === null) {
		return false;
	}

	try {
		const [first] = await firstBytes(path, 1);
		return first !== undefined && first !== 0;
	} catch {
		// Gone again: a writer has just finished.
		return false;
	}
};

const firstBytes = async (path: string, length: number): Promise<Buffer> => {
	const file = await open(path, carefulFlags);
	try {
		const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
};
