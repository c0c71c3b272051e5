import {constants, type Stats} from 'node:fs';
import {type FileHandle, lstat, open} from 'node:fs/promises';
import {codeOf} from './stamp.ts';

/** For reading what somebody else may have put there: no waiting for a pipe, no terminal, no link. */
export const carefulFlags =
	constants.O_RDONLY |
	// Windows knows none of them.
	(constants.O_NONBLOCK ?? 0) |
	(constants.O_NOCTTY ?? 0) |
	(constants.O_NOFOLLOW ?? 0);

/** What lies at a path itself, be it a link; null: nothing that can be seen. */
export const lstatIfThere = async (path: string): Promise<Stats | null> => {
	try {
		return await lstat(path);
	} catch {
		return null;
	}
};

/**
Opens a regular file for reading. What was a file a moment ago may be a pipe by now, so it is asked
again when it is open.

@returns null when something else, or nothing, is there.
@throws the error of the file system.
*/
export const openRegular = async (path: string): Promise<FileHandle | null> => {
	let file: FileHandle;
	try {
		file = await open(path, carefulFlags);
	} catch (error) {
		if (['ENOENT', 'ELOOP', 'ENXIO'].includes(codeOf(error))) {
			return null;
		}

		throw error;
	}

	try {
		if ((await file.stat()).isFile()) {
			return file;
		}
	} catch (error) {
		await file.close();
		throw error;
	}

	await file.close();
	return null;
};
