import {lstatSync, realpathSync, statSync} from 'node:fs';
import {isInside, portable} from './roots.ts';
import type {Root} from './territory.ts';

/** A link leads to where nobody asked metawatch to look. */
export class LinkLeadsOut extends Error {
	override readonly name = 'LinkLeadsOut';
	override readonly message = 'a link that leads out of the workspace; it is not followed';
}

/**
Where a link really leads, and which file that is; to be compared with what was opened, as a link can be
turned meanwhile.

@throws {LinkLeadsOut}; the error of the file system when it leads nowhere.
*/
export const linkTarget = (
	path: string,
	roots: readonly Root[],
): {readonly path: string; readonly device: number; readonly inode: number} => {
	const target = realpathSync.native(path);
	if (!isInside(roots, portable(target))) {
		throw new LinkLeadsOut();
	}

	const {dev, ino} = statSync(target);
	return {path: target, device: dev, inode: ino};
};

/** Whether a path is a link to something outside. One that leads nowhere does not lead out. */
export const leadsOut = (path: string, roots: readonly Root[]): boolean => {
	try {
		if (lstatSync(path).isSymbolicLink()) {
			linkTarget(path, roots);
		}

		return false;
	} catch (error) {
		return error instanceof LinkLeadsOut;
	}
};
