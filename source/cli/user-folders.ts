import {homedir} from 'node:os';
import path from 'node:path';

export type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	readonly home: string;
};

/** A folder from the environment, when it is one: relative paths are to be ignored (XDG). */
const named = ({environment}: Surroundings, name: string): string | null => {
	const value = environment[name];
	return value && path.isAbsolute(value) ? value : null;
};

/** Where the user keeps settings: `~/.config/metawatch`, or what the system calls so. */
export const configFolder = (around: Surroundings): string => {
	const base =
		named(around, 'XDG_CONFIG_HOME') ??
		(around.platform === 'win32' ? named(around, 'APPDATA') : null) ??
		path.join(around.home, '.config');
	return path.join(base, 'metawatch');
};

/** What this process stands in. */
export const surroundings = (): Surroundings => ({
	environment: process.env,
	platform: process.platform,
	home: homedir(),
});
