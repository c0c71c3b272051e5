import {
	closeSync,
	fstatSync,
	linkSync,
	lstatSync,
	openSync,
	readFileSync,
	renameSync,
	unlinkSync,
} from 'node:fs';
import {carefulFlags, digestOf, maximumSize} from './read-exactly.ts';
import {codeOf, Refusal} from './refusal.ts';
import {insistOnWay} from './way.ts';

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

/** Called between two calls of the system, where a process may be cut off. */
export type Between = () => void;

/** Somebody else has changed what was to be changed. */
export class MovedOn extends Refusal {}

/** File systems without second names say so in many ways. */
const isWithoutLinks = (error: unknown): boolean =>
	['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error));

/** Gives a file another name, where nothing may be: what appears there in the last moment stays. */
export const putWhereNothingIs = (from: string, to: string, between?: Between): void => {
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

	between?.();
	unlinkSync(from);
};

/** Takes a file away to another name of its folder, and gives it back when it is not what it should be. */
export const takeAway = (file: string, kept: string, expected: string, between?: Between): void => {
	insistOnWay(file);
	try {
		renameSync(file, kept);
	} catch (error) {
		throw codeOf(error) === 'ENOENT' ? new MovedOn('it is not there any more') : error;
	}

	between?.();
	if (digestNow(kept) !== expected) {
		putWhereNothingIs(kept, file);
		throw new MovedOn('another program has changed it');
	}
};

/**
Puts a file in the place of another one. The old one keeps a second name, `kept`: a program that writes
into it at this moment writes there, and it is seen. Giving that name waits for renames that are under
way in the folder; the replacement follows as closely as it can.
*/
export const replace = (
	from: string,
	file: string,
	kept: string,
	expected: string,
	between?: Between,
): void => {
	insistOnWay(file);
	const before = standingAt(file);
	if (digestNow(file) !== expected) {
		throw new MovedOn('another program has changed it');
	}

	const isKept = keep(file, kept);
	between?.();
	if (standingAt(isKept ? kept : file) !== before) {
		if (isKept) {
			unlinkSync(kept);
		}

		throw new MovedOn('another program has changed it');
	}

	renameSync(from, file);
	between?.();
	if (isKept && digestNow(kept) !== expected) {
		renameSync(kept, file);
		throw new MovedOn('another program was writing to it at that moment');
	}
};

/** Which file it is, and how it was written last; another one as soon as it is replaced or written to. */
const standingAt = (file: string): string => {
	const stats = lstatSync(file, {bigint: true, throwIfNoEntry: false});
	return stats ? [stats.dev, stats.ino, stats.size, stats.mtimeNs].join(' ') : '';
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
