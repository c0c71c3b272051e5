import {createHash} from 'node:crypto';
import {type BigIntStats, constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {codeOf, Refusal} from './refusal.ts';

/** Bytes; larger files are left alone. */
export const maximumSize = 16 * 1024 * 1024;

/** No waiting for a pipe, no terminal, no link: somebody else may have put anything there. */
export const carefulFlags =
	constants.O_RDONLY |
	// Windows knows none of them.
	(constants.O_NONBLOCK ?? 0) |
	(constants.O_NOCTTY ?? 0) |
	(constants.O_NOFOLLOW ?? 0);

const attempts = 4;

export type ExactFile = {
	readonly bytes: Buffer;
	/** SHA-256, in hexadecimal. */
	readonly digest: string;
	readonly stats: BigIntStats;
};

/**
Reads a regular file whole, at one moment of its life; null: nothing is there.

@throws {Refusal} when it is something else, too large, or written to all the time; else the error of
the file system.
*/
export const readExactly = async (path: string): Promise<ExactFile | null> => {
	for (let attempt = 1; attempt <= attempts; attempt++) {
		const file = await readOnce(path);
		if (file !== 'moved') {
			return file;
		}
	}

	throw new Refusal('another program is writing to it');
};

const readOnce = async (path: string): Promise<ExactFile | null | 'moved'> => {
	let file;
	try {
		file = await open(path, carefulFlags);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return null;
		}

		throw ['ELOOP', 'ENXIO'].includes(codeOf(error)) ? new Refusal('it is no regular file') : error;
	}

	try {
		const stats = await file.stat({bigint: true});
		if (!stats.isFile()) {
			throw new Refusal(stats.isDirectory() ? 'it is a folder' : 'it is no regular file');
		}

		if (stats.size > maximumSize) {
			throw new Refusal('it is larger than 16 MiB');
		}

		const bytes = Buffer.alloc(Number(stats.size));
		let length = 0;
		while (length < bytes.length) {
			const {bytesRead} = await file.read(bytes, length, bytes.length - length, length);
			if (bytesRead === 0) {
				break;
			}

			length += bytesRead;
		}

		const after = await file.stat({bigint: true});
		return length === bytes.length && after.size === stats.size && after.mtimeNs === stats.mtimeNs
			? {bytes, digest: digestOf(bytes), stats}
			: 'moved';
	} finally {
		await file.close();
	}
};

export const digestOf = (content: string | Uint8Array): string =>
	createHash('sha256').update(content).digest('hex');

/** The text that these bytes are, byte order mark and all; null: they are not UTF-8. */
export const exactText = (bytes: Uint8Array): string | null => {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		return null;
	}
};
