import {
	closeSync,
	fstatSync,
	linkSync,
	lstatSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	unlinkSync,
} from 'node:fs';
import path from 'node:path';
import {carefulFlags, digestOf, maximumSize} from './read-exactly.ts';
import {codeOf, Refusal} from './refusal.ts';

/**
Putting files in place without ever overwriting what was not looked at. Everything here happens at once,
without a turn of the event loop in between: another program has only the moments between two calls
of the system.
*/

/** Digest of what lies at a path now: null when nothing does, `other` when it is no file of ours to touch. */
export const digestNow = (file: string): string | null => {
	let opened: number;
	try {
		opened = openSync(file, carefulFlags);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return null;
		}

		if (['ELOOP', 'ENXIO', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) {
			return codeOf(error) === 'ENOTDIR' ? null : 'other';
		}

		throw error;
	}

	try {
		const stats = fstatSync(opened);
		return stats.isFile() && stats.size <= maximumSize ? digestOf(readFileSync(opened)) : 'other';
	} finally {
		closeSync(opened);
	}
};

/** Somebody else has changed what was to be changed. */
export class MovedOn extends Refusal {}

/** The way to a file must still be the one that was looked at: no folder may have become a link. */
export const insistOnWay = (file: string): void => {
	const folder = path.dirname(file);
	if (realpathSync(folder) !== folder) {
		throw new MovedOn('its folder has become a link');
	}
};

/** File systems without second names say so in many ways. */
const isWithoutLinks = (error: unknown): boolean =>
	['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error));

/** Gives a file another name, where nothing may be: what appears there in the last moment stays. */
export const putWhereNothingIs = (from: string, to: string): void => {
	insistOnWay(to);
	try {
		linkSync(from, to);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			throw new MovedOn('another program has made it meanwhile');
		}

		if (!isWithoutLinks(error)) {
			throw error;
		}

		if (lstatSync(to, {throwIfNoEntry: false})) {
			throw new MovedOn('another program has made it meanwhile');
		}

		renameSync(from, to);
		return;
	}

	unlinkSync(from);
};

/** Takes a file away to another name of its folder, and gives it back when it is not what it should be. */
export const takeAway = (file: string, kept: string, expected: string): void => {
	insistOnWay(file);
	try {
		renameSync(file, kept);
	} catch (error) {
		throw codeOf(error) === 'ENOENT' ? new MovedOn('it is not there any more') : error;
	}

	if (digestNow(kept) !== expected) {
		putWhereNothingIs(kept, file);
		throw new MovedOn('another program has changed it');
	}
};

/**
Puts a file in the place of another one. The old one keeps a second name, `kept`: a program that writes
into it at this moment writes there, and it is seen.
*/
export const replace = (from: string, file: string, kept: string, expected: string): void => {
	insistOnWay(file);
	const isKept = keep(file, kept);
	const found = isKept ? kept : file;
	const inode = lstatSync(found, {bigint: true}).ino;
	const isExpected = digestNow(found) === expected;
	if (!isExpected || lstatSync(file, {bigint: true, throwIfNoEntry: false})?.ino !== inode) {
		if (isKept) {
			unlinkSync(kept);
		}

		throw new MovedOn('another program has changed it');
	}

	renameSync(from, file);
	if (isKept && digestNow(kept) !== expected) {
		renameSync(kept, file);
		throw new MovedOn('another program was writing to it at that moment');
	}
};

const keep = (file: string, kept: string): boolean => {
	try {
		linkSync(file, kept);
		return true;
	} catch (error) {
		if (isWithoutLinks(error)) {
			return false;
		}

		throw codeOf(error) === 'ENOENT' ? new MovedOn('it is not there any more') : error;
	}
};
