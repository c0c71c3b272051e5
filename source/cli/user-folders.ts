import {createHash} from 'node:crypto';
import {realpathSync} from 'node:fs';
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

/**
Where the state of one workspace is kept: `~/.local/state/metawatch/NAME-HASH`, or below what the system
calls so. The hash is of the real path, so that a link leads to the same one. It is not made here.
*/
export const stateFolder = (around: Surroundings, workspace: string): string => {
	const base =
		named(around, 'XDG_STATE_HOME') ??
		(around.platform === 'win32' ? named(around, 'LOCALAPPDATA') : null) ??
		(around.platform === 'darwin'
			? path.join(around.home, 'Library', 'Application Support')
			: path.join(around.home, '.local', 'state'));
	const real = realPathOf(workspace);
	const name =
		path
			.basename(real)
			.replaceAll(/[^\w.-]+/g, '-')
			.slice(0, 40) || 'root';
	const hash = createHash('sha256').update(real).digest('hex').slice(0, 12);
	return path.join(base, 'metawatch', `${name}-${hash}`);
};

/** Where a path really leads; itself, when it leads nowhere. */
const realPathOf = (one: string): string => {
	try {
		return realpathSync(one);
	} catch {
		return path.resolve(one);
	}
};

/** What this process stands in. */
export const surroundings = (): Surroundings => ({
	environment: process.env,
	platform: process.platform,
	home: homedir(),
});
