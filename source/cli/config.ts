import path from 'node:path';
import type {Settings} from '../model/settings.ts';
import {readFile, type Reading} from '../watch/read-file.ts';
import {realPathOf, rootsOf} from '../watch/roots.ts';
import {writeNotice} from './output.ts';
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
	if (given !== undefined) {
		const file = path.resolve(given);
		const text = textOf(file, readLinked(file));
		if (text === null) {
			throw new UsageError(`there is no config file ${shortPath(file)}`);
		}

		return await settingsIn(text, file);
	}

	const ofWorkspace = path.join(firstWorkspace, workspaceFile);
	// It may come with a repository of somebody else, so no link of it leads out.
	const text = textOf(
		ofWorkspace,
		readFile(ofWorkspace, 'text', rootsOf([firstWorkspace]), largestConfig),
	);
	if (text !== null) {
		return await settingsIn(text, ofWorkspace);
	}

	const ofUser = path.join(configFolder(around), 'config.json');
	const reading = readLinked(ofUser);
	if (reading?.content.type === 'unreadable') {
		// Nobody asked for it, perhaps nobody knows of it: no reason not to start.
		writeNotice(`${unreadable(ofUser, reading)}; going on without it`);
		return {};
	}

	const own = textOf(ofUser, reading);
	return own === null ? {} : await settingsIn(own, ofUser);
};

/** Bytes; nobody writes more settings than that. */
const largestConfig = 1024 * 1024;

const settingsIn = async (text: string, file: string): Promise<Partial<Settings>> => {
	// Only now: most people have no config, and reading one needs a schema.
	const {parseConfig} = await import('./parse-config.ts');
	return parseConfig(text, shortPath(file));
};

/** People keep their own settings elsewhere and put links in their place. */
const readLinked = (file: string): Reading | null =>
	readFile(realPathOf(file) ?? file, 'text', [], largestConfig);

const textOf = (file: string, reading: Reading | null): string | null => {
	if (reading?.content.type === 'unreadable') {
		throw new UsageError(unreadable(file, reading));
	}

	return reading?.content.type === 'text' ? reading.content.text : null;
};

const unreadable = (file: string, {content, stamp}: Reading): string =>
	content.type === 'unreadable' && stamp.kind !== 'folder'
		? `cannot read the config file ${shortPath(file)}: ${content.reason}`
		: `${shortPath(file)} is a folder, not a config file`;

/** Relative when it lies below the working directory, as people would type it. */
const shortPath = (file: string): string => {
	const relative = path.relative('.', file);
	return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
};
