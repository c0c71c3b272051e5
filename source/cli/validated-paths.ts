import {stat} from 'node:fs/promises';
import path from 'node:path';
import {claimPath} from '../formats/index.ts';
import {UsageError} from './usage-error.ts';

export type Validated = {
	/** Folders to read. */
	readonly folders: readonly string[];
	/** Whether a problem of that file was asked for. */
	readonly isAsked: (file: string) => boolean;
	/** How many files were given, when nothing but files was; else null. */
	readonly fileCount: number | null;
};

/**
What to read for the paths that were given. A single file is judged among the others of its project (its
list, its artifacts), so all of that is read, and only what is wrong with the file is told: a hook before
a commit gives the files that changed.

@throws {UsageError} for a file that no format knows.
*/
export const validatedPaths = async (given: readonly string[]): Promise<Validated> => {
	const folders: string[] = [];
	const files: string[] = [];
	for (const one of given) {
		const absolute = path.resolve(one);
		const isFile = await stat(absolute).then(
			(stats) => stats.isFile(),
			() => false,
		);
		if (!isFile) {
			folders.push(one);
		} else if (claimPath(absolute)) {
			files.push(absolute);
		} else {
			throw new UsageError(
				`${one} is no metadata file that metawatch knows; give one, or a folder: ${path.dirname(one)}`,
			);
		}
	}

	if (files.length === 0) {
		return {folders, isAsked: () => true, fileCount: null};
	}

	const whole = folders.map((folder) => path.resolve(folder));
	const asked = new Set(files);
	return {
		folders: [...new Set([...folders, ...files.map((file) => projectOf(file))])],
		fileCount: folders.length === 0 ? asked.size : null,
		isAsked: (file) => asked.has(file) || whole.some((folder) => isInside(file, folder)),
	};
};

const isInside = (file: string, folder: string): boolean =>
	file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

const metadataFolder = /(?:\/\.(?:claude|opencode))?\/(?:specs|changes|\.kiro)$/;

/** Where a file's project begins: the folder above its metadata, from which they name other files. */
const projectOf = (file: string): string => {
	const group = claimPath(file)!.format.group(file);
	return group.replace(metadataFolder, '') || '/';
};
