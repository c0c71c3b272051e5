import {lstatSync, readFileSync} from 'node:fs';

/** As for files that are watched. */
export const largestFile = 16 * 1024 * 1024;

/** The text of a regular file and when it was written; null for links, pipes, and what is too large or gone. */
export const readPlainFile = (
	path: string,
): {readonly text: string; readonly modifiedAt: number} | null => {
	try {
		const stats = lstatSync(path);
		return stats.isFile() && stats.size <= largestFile
			? {text: readFileSync(path, 'utf8'), modifiedAt: stats.mtimeMs}
			: null;
	} catch {
		return null;
	}
};
