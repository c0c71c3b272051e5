import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Settings} from '../model/settings.ts';
import {UsageError} from './usage-error.ts';
import {configFolder, type Surroundings, surroundings} from './user-folders.ts';

/** The name of the file in a workspace; in the user's own folder it is `config.json`. */
const workspaceFile = 'metawatch.config.json';

/**
What a config file asks for: the one given by `--config`, else that of the first workspace, else the
user's own. Files are not merged: one of them holds.

@throws {UsageError} with file and line, when it cannot be understood.
*/
export const readConfig = async (
	given: string | undefined,
	firstWorkspace: string,
	around: Surroundings = surroundings(),
): Promise<Partial<Settings>> => {
	const candidates =
		given === undefined
			? [path.join(firstWorkspace, workspaceFile), path.join(configFolder(around), 'config.json')]
			: [path.resolve(given)];
	for (const file of candidates) {
		const text = await readIfThere(file, given !== undefined);
		if (text !== null) {
			// Only now: most people have no config, and reading one needs a schema.
			const {parseConfig} = await import('./parse-config.ts');
			return parseConfig(text, shortPath(file));
		}
	}

	return {};
};

const readIfThere = async (file: string, isWanted: boolean): Promise<string | null> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			if (isWanted) {
				throw new UsageError(`there is no config file ${shortPath(file)}`);
			}

			return null;
		}

		throw new UsageError(
			code === 'EISDIR'
				? `${shortPath(file)} is a folder, not a config file`
				: code === 'EACCES'
					? `no permission to read the config file ${shortPath(file)}`
					: `cannot read the config file ${shortPath(file)}: ${message}`,
		);
	}
};

/** Relative when it lies below the working directory, as people would type it. */
const shortPath = (file: string): string => {
	const relative = path.relative('.', file);
	return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
};
