import {realpathSync} from 'node:fs';
import path from 'node:path';
import {joinPath, type Root} from './territory.ts';

/**
The workspaces as folders to start from: absolute, `/` between names, each once, outer ones before
those inside of them (a nested one is then met on the way, unless it lies where nobody enters).
*/
export const rootsOf = (workspaces: readonly string[]): Root[] => {
	const paths = new Set(workspaces.map((workspace) => portable(path.resolve(workspace))));
	return [...paths]
		.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
		.map((given) => ({path: given, realPath: realPathOf(given)}));
};

/** Where a path really is, or null when nothing is there. */
export const realPathOf = (given: string): string | null => {
	try {
		return portable(realpathSync.native(given));
	} catch {
		return null;
	}
};

/** Whether a real path lies in one of the workspaces. */
export const isInside = (roots: readonly Root[], target: string): boolean =>
	roots.some(({realPath}) => realPath !== null && isBelow(target, realPath));

/** Whether a path is another one or lies below it. */
export const isBelow = (target: string, above: string): boolean =>
	target === above || target.startsWith(joinPath(above, ''));

/** A path with `/` between names, as all of metawatch has it. */
export const portable = (given: string): string =>
	path.sep === '\\' ? given.replaceAll('\\', '/') : given;
