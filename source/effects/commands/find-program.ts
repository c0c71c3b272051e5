import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';

/**
The file of a program. Looked for by ourselves: systems also look in the folder a program is to run in,
or in relative entries of PATH, and there lies what somebody else may have put.

@returns its absolute path, or why there is none.
*/
export const findProgram = (
	program: string,
	environment: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform = process.platform,
): {readonly file: string} | {readonly reason: string} => {
	const flavor = platform === 'win32' ? path.win32 : path.posix;
	if (flavor.isAbsolute(program)) {
		const file = candidatesOf(program, platform).find((name) => isProgram(name));
		return file === undefined
			? {reason: `${program} is not there, or is not a program`}
			: fit(file, platform);
	}

	if (/[/\\]/.test(program) || program === '') {
		return {reason: `${program} is neither the name of a program nor an absolute path`};
	}

	const folders = (valueOf(environment, 'PATH', platform) ?? '')
		.split(flavor.delimiter)
		.filter((folder) => flavor.isAbsolute(folder));
	for (const folder of folders) {
		const file = candidatesOf(flavor.join(folder, program), platform).find((name) =>
			isProgram(name),
		);
		if (file !== undefined) {
			return fit(file, platform);
		}
	}

	return {reason: `there is no program ${program} on PATH`};
};

/** What Windows runs without a shell, and what is told apart because it can't. */
const endings = ['.exe', '.com', '.cmd', '.bat'];

const candidatesOf = (file: string, platform: NodeJS.Platform): readonly string[] =>
	platform === 'win32' && !endings.includes(path.win32.extname(file).toLowerCase())
		? endings.map((ending) => `${file}${ending}`)
		: [file];

const isProgram = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
};

const fit = (
	file: string,
	platform: NodeJS.Platform,
): {readonly file: string} | {readonly reason: string} =>
	platform === 'win32' && /\.(cmd|bat)$/i.test(file)
		? {
				reason: `${file} needs a shell, and metawatch uses none: configure the program that it starts`,
			}
		: {file};

/** Windows writes `Path`, and does not care. */
const valueOf = (
	environment: Readonly<Record<string, string | undefined>>,
	name: string,
	platform: NodeJS.Platform,
): string | undefined =>
	environment[name] ??
	(platform === 'win32'
		? Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1]
		: undefined);
