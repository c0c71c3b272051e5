import {isUtf8} from 'node:buffer';
import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import type {Claim, Content} from '../formats/format.ts';
import {harmless} from '../text/harmless.ts';
import {fingerprintOf} from './fingerprint.ts';
import {LinkLeadsOut, linkTarget} from './link-target.ts';
import {NoPrivateCopy} from './no-private-copy.ts';
import {carefulFlags} from './regular-file.ts';
import {codeOf, isSameStamp, type Stamp, stampFrom, stampOf} from './stamp.ts';
import type {Root} from './territory.ts';

const maximumSize = 16 * 1024 * 1024;

/** How much of the end of a growing log is read. */
const tailSize = 64 * 1024;

/** A writer that is faster than this many reads is left to the next event. */
const maximumAttempts = 3;

export type Reading = {
	readonly content: Content;
	readonly stamp: Stamp;
	/** Tells the bytes apart, for changes that the stamp does not show; null: no bytes were read. */
	readonly fingerprint: string | null;
};

/**
Reads a file as its claim asks, or says why not. Null when nothing is there. It never waits: neither
for the other end of a pipe nor for a device.

@param roots links are followed as long as they lead into one of these.
@param largest bytes; larger files are no metadata, and refusing them keeps memory and keys safe.
*/
export const readFile = (
	path: string,
	reader: Claim['reader'],
	roots: readonly Root[] = [],
	largest = maximumSize,
): Reading | null => {
	const stamp = stampOf(path);
	if (!stamp) {
		return null;
	}

	if (reader === 'presence' && stamp.kind !== 'refused') {
		return {content: {type: 'presence'}, stamp, fingerprint: null};
	}

	// Asked before opening as well: opening alone can already do something to a device.
	return stamp.kind === 'folder' || stamp.kind === 'other'
		? refusedReading(reasons[stamp.kind], stamp)
		: readBytes(path, reader, stamp, roots, largest);
};

const reasons = {
	folder: 'a folder stands where a file should be',
	other: 'it is a pipe, a socket or a device, not a file',
} as const;

const readBytes = (
	path: string,
	reader: Claim['reader'],
	stamp: Stamp,
	roots: readonly Root[],
	largest: number,
): Reading | null => {
	let descriptor: number;
	try {
		descriptor = openInside(path, roots);
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? null : refusedReading(reasonOf(error), stamp);
	}

	try {
		return readDescriptor(descriptor, reader, largest);
	} catch (error) {
		return refusedReading(reasonOf(error), stamp);
	} finally {
		closeSync(descriptor);
	}
};

/**
Opens a file, and a link only when it leads into a workspace. Asking first what a path is would cost a
question for each file, and the answer could be wrong when it is opened.
*/
const openInside = (path: string, roots: readonly Root[]): number => {
	if (constants.O_NOFOLLOW) {
		try {
			return openSync(path, carefulFlags);
		} catch (error) {
			if (codeOf(error) !== 'ELOOP') {
				throw error;
			}
		}
	}

	// A link, or a system that cannot open without following.
	const target = linkTarget(path, roots);
	const descriptor = openSync(target.path, carefulFlags);
	const {dev, ino} = fstatSync(descriptor);
	if (dev !== target.device || ino !== target.inode) {
		closeSync(descriptor);
		throw new LinkLeadsOut();
	}

	return descriptor;
};

const readDescriptor = (descriptor: number, reader: Claim['reader'], largest: number): Reading => {
	let before = stampFrom(fstatSync(descriptor));
	for (let attempt = 1; ; attempt++) {
		if (before.kind !== 'file') {
			return refusedReading(reasons[before.kind === 'folder' ? 'folder' : 'other'], before);
		}

		if (reader !== 'tail' && before.size > largest) {
			const megabytes = Math.round(before.size / 1024 / 1024);
			return refusedReading(
				`it has ${megabytes} MiB; files above ${largest / 1024 / 1024} MiB are not read`,
				before,
			);
		}

		const bytes =
			reader === 'tail' ? readTail(descriptor, before.size) : readWhole(descriptor, before.size);
		const after = stampFrom(fstatSync(descriptor));
		if (isSameStamp(before, after) || attempt === maximumAttempts) {
			return {content: textOf(bytes), stamp: after, fingerprint: fingerprintOf(bytes)};
		}

		before = after;
	}
};

const readWhole = (descriptor: number, size: number): Buffer => readRange(descriptor, 0, size);

/** The end of the file from the start of a line; nothing when its last line is longer than that. */
const readTail = (descriptor: number, size: number): Buffer => {
	if (size <= tailSize) {
		return readRange(descriptor, 0, size);
	}

	const bytes = readRange(descriptor, size - tailSize - 1, tailSize + 1);
	const lineEnd = bytes.indexOf(0x0a);
	return lineEnd === -1 ? Buffer.alloc(0) : bytes.subarray(lineEnd + 1);
};

const readRange = (descriptor: number, start: number, length: number): Buffer => {
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	while (filled < length) {
		const count = readSync(descriptor, bytes, filled, length - filled, start + filled);
		if (count === 0) {
			break;
		}

		filled += count;
	}

	return bytes.subarray(0, filled);
};

/** The byte order mark of UTF-8 is left for the parser, which knows what it may stand before. */
const textOf = (bytes: Buffer): Content => {
	if (isUtf8(bytes)) {
		return {type: 'text', text: bytes.toString('utf8'), isUtf8: true};
	}

	if (bytes[0] === 0xff && bytes[1] === 0xfe) {
		return {type: 'text', text: bytes.toString('utf16le'), isUtf8: false};
	}

	return {type: 'text', text: bytes.toString(isCutOff(bytes) ? 'utf8' : 'latin1'), isUtf8: false};
};

/** A file cut off inside its last character is UTF-8 all the same. */
const isCutOff = (bytes: Buffer): boolean =>
	[1, 2, 3].some((count) => {
		const [lead = 0, ...more] = bytes.subarray(-count);
		return (
			lead >= 0xc2 &&
			more.every((byte) => byte >= 0x80 && byte < 0xc0) &&
			isUtf8(bytes.subarray(0, -count))
		);
	});

const refusedReading = (reason: string, stamp: Stamp): Reading => ({
	content: {type: 'unreadable', reason},
	stamp,
	fingerprint: `unreadable: ${reason}`,
});

/** What to tell a person about an error of the file system. */
export const reasonOf = (error: unknown): string => {
	if (error instanceof LinkLeadsOut || error instanceof NoPrivateCopy) {
		return harmless(error.message);
	}

	const code = codeOf(error);
	return explained[code] ?? `the system refused to read it (${code || 'no reason given'})`;
};

const explained: Readonly<Record<string, string>> = {
	EACCES: 'no permission to read it; `chmod u+r` or running as its owner helps',
	EPERM: 'no permission to read it; `chmod u+r` or running as its owner helps',
	ELOOP: 'a link that leads back to itself',
	EISDIR: reasons.folder,
	ENXIO: reasons.other,
	EIO: 'the disk reported an error',
	EMFILE: 'too many files are open; a higher `ulimit -n` helps',
	ENFILE: 'too many files are open on this machine',
};
