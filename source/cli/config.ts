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
user's own. Files are not merged: one of them holds. Except for what runs or sends something: the file of a
workspace may have come with somebody else's work, so that counts from the other two only.

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
	if (text === null) {
		return await ownSettings(around);
	}

	const {ignored, ...harmlessOnes} = withoutPowers(await settingsIn(text, ofWorkspace));
	for (const {setting, what} of ignored) {
		writeNotice(
			`"${setting}" in ${shortPath(ofWorkspace)} is ignored: ${what} only from your own ${ownFile(around)} or from --config`,
		);
	}

	return {...harmlessOnes, ...(await ownPowers(around))};
};

/** The settings that run something or send something out of this machine, and what is said of them. */
const powers: readonly {
	readonly setting: string;
	readonly what: string;
	readonly names: readonly (keyof Settings)[];
}[] = [
	{setting: 'recovery', what: 'commands count', names: ['commands', 'commandLimitMinutes']},
	{setting: 'alerts.webhook', what: 'an address to send to counts', names: ['webhook']},
];

const powerNames: ReadonlySet<string> = new Set(powers.flatMap(({names}) => names));

const withoutPowers = (
	settings: Partial<Settings>,
): Partial<Settings> & {readonly ignored: typeof powers} => ({
	...Object.fromEntries(Object.entries(settings).filter(([name]) => !powerNames.has(name))),
	ignored: powers.filter(({names}) => names.some((name) => name in settings)),
});

const ownFile = (around: Surroundings): string => path.join(configFolder(around), 'config.json');

const ownSettings = async (around: Surroundings): Promise<Partial<Settings>> => {
	const ofUser = ownFile(around);
	const reading = readLinked(ofUser);
	if (reading?.content.type === 'unreadable') {
		// Nobody asked for it, perhaps nobody knows of it: no reason not to start.
		writeNotice(`${unreadable(ofUser, reading)}; going on without it`);
		return {};
	}

	const own = textOf(ofUser, reading);
	return own === null ? {} : await settingsIn(own, ofUser);
};

/** What the user's own file lets run, while the workspace's file says everything else. */
const ownPowers = async (around: Surroundings): Promise<Partial<Settings>> => {
	try {
		const own = await ownSettings(around);
		return Object.fromEntries(Object.entries(own).filter(([name]) => powerNames.has(name)));
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}

		// For everything but commands it is not the file that holds.
		writeNotice(`${error.message}; going on without its commands and its webhook`);
		return {};
	}
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
