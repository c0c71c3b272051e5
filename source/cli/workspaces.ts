import {access, constants, realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {nearest} from '../text/nearest.ts';
import {commandNames} from './commands.ts';
import {UsageError} from './usage-error.ts';

/**
The folders to look through: absolute, each once, the working directory when none is given.

@throws {UsageError} for a path that is no readable folder.
*/
export const checkWorkspaces = async (paths: readonly string[]): Promise<readonly string[]> => {
	const seen = new Set<string>();
	const workspaces: string[] = [];
	for (const given of paths.length > 0 ? paths : ['.']) {
		const absolute = path.resolve(given);
		await checkFolder(given, absolute, paths[0] === given);
		const real = await realpath(absolute);
		if (!seen.has(real)) {
			seen.add(real);
			workspaces.push(absolute);
		}
	}

	return workspaces;
};

const checkFolder = async (given: string, absolute: string, isFirst: boolean): Promise<void> => {
	if (given === '') {
		throw new UsageError('an empty path was given; use . for the working directory');
	}

	try {
		const stats = await stat(absolute);
		if (!stats.isDirectory()) {
			throw new UsageError(
				`${given} is a file; give the folder it belongs to: ${path.dirname(given)}`,
			);
		}

		await access(absolute, constants.R_OK | constants.X_OK);
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError(reasonOf(error, given, isFirst));
	}
};

const reasons: Readonly<Record<string, (given: string) => string>> = {
	ENOTDIR: (given) => `${given} cannot be: a part of that path is a file`,
	EACCES: (given) => `no permission to read ${given}`,
	EPERM: (given) => `no permission to read ${given}`,
	ELOOP: (given) => `${given} is a symbolic link that leads to itself`,
	ENAMETOOLONG: () => 'a path is too long for this system',
};

const reasonOf = (error: unknown, given: string, isFirst: boolean): string => {
	const {code = '', message} = error as NodeJS.ErrnoException;
	const reason = reasons[code];
	if (reason) {
		return reason(given);
	}

	if (code !== 'ENOENT') {
		return `cannot read ${given}: ${message}`;
	}

	// The first word might have been meant as a command.
	const isWord = isFirst && /^[a-z][\w-]*$/i.test(given) && !commandNames.includes(given);
	const meant = isWord ? nearest(given, [...commandNames, 'help']) : null;
	return meant
		? `there is no command and no folder "${given}"; did you mean "metawatch ${meant}"?`
		: `there is no ${isWord ? 'command and no folder' : 'folder'} "${given}"`;
};
