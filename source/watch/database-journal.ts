import {constants} from 'node:fs';
import {access, open} from 'node:fs/promises';
import {openRegular} from './regular-file.ts';

const magic = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);

/** Whether a rollback journal holds a transaction: writers that keep the file zero its header. */
export const hasContent = async (path: string): Promise<boolean> => {
	try {
		const file = await openRegular(path);
		if (!file) {
			return false;
		}

		try {
			const {buffer, bytesRead} = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
			return bytesRead === magic.length && buffer.equals(magic);
		} finally {
			await file.close();
		}
	} catch {
		// Gone again: a writer has just finished.
		return false;
	}
};

/**
A journal may end with the name of another file, and SQLite (before 3.53 whatever that file is) deletes
it once it has rolled back. A copy must never have that power over the disk, so the name is taken out.

@returns false when that other file is gone: then the transaction was finished, and nothing is to be
rolled back.
*/
export const detachJournal = async (path: string): Promise<boolean> => {
	const file = await open(path, 'r+');
	try {
		const {size} = await file.stat();
		const tailSize = 16;
		if (size < tailSize) {
			return true;
		}

		// At the end of the file: the name, its length, a checksum, the magic.
		const {buffer: tail} = await file.read(Buffer.alloc(tailSize), 0, tailSize, size - tailSize);
		const length = tail.readUInt32BE(0);
		if (!tail.subarray(8).equals(magic) || length === 0 || length > size - tailSize) {
			return true;
		}

		const shown = Math.min(length, 4096);
		const {buffer: name} = await file.read(Buffer.alloc(shown), 0, shown, size - tailSize - length);
		await file.write(Buffer.alloc(magic.length), 0, magic.length, size - magic.length);
		return await exists(name.toString());
	} finally {
		await file.close();
	}
};

const exists = async (path: string): Promise<boolean> => {
	try {
		await access(path, constants.F_OK);
		return true;
	} catch {
		return false;
	}
};
