/**
Lets Node keep the compiled program, which halves the time to start. In the user's own cache folder
and never in the shared temporary one: what lies there is run. Any failure only costs time.

This is part of the file that every Node must be able to load, so it asks for modules at run time.
*/
export const useCompileCache = (): void => {
	try {
		const {enableCompileCache} = process.getBuiltinModule('node:module');
		const {homedir} = process.getBuiltinModule('node:os');
		const path = process.getBuiltinModule('node:path');
		const named = [
			process.env['XDG_CACHE_HOME'],
			process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined,
		].find((folder) => folder !== undefined && path.isAbsolute(folder));
		const base = named ?? path.join(homedir(), '.cache');
		if (path.isAbsolute(base)) {
			const ours = path.join(base, 'metawatch');
			const folder = path.join(ours, 'compiled');
			// Node makes folders with all above them, and where that is impossible (/proc) tries for ever.
			for (const one of [base, ours, folder]) {
				makeFolder(one);
			}

			enableCompileCache(folder);
		}
	} catch {
		// No home, no permission, a strange Node: it starts without.
	}
};

/** @throws when it is not there and cannot be made. */
const makeFolder = (folder: string): void => {
	const {mkdirSync, statSync} = process.getBuiltinModule('node:fs');
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if (!statSync(folder).isDirectory()) {
			throw error;
		}
	}
};
