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
			enableCompileCache(path.join(base, 'metawatch', 'compiled'));
		}
	} catch {
		// No home, no permission, a strange Node: it starts without.
	}
};
