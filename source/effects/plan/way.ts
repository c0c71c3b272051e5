import {lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';
import type {Deed} from './deed.ts';
import {codeOf, reasonOf, Refusal} from './refusal.ts';

/**
The way to what is to be changed is not the one that was looked at: a folder is away (another branch, a
disk that is not there), or a link has come in its place. Nothing is known of the files then, and
nothing is touched; it is tried again.
*/
export class OffTheWay extends Refusal {}

/** Told by the folder that is in the way. */
type Shown = (path: string) => string;

/** Why a folder is not the one it was; null: it is. */
const obstacleAt = (folder: string, shown: Shown): string | null => {
	try {
		if (realpathSync(folder) !== folder) {
			return `the way to ${shown(folder)} leads elsewhere by a link`;
		}

		return lstatSync(folder).isDirectory() ? null : `${shown(folder)} is no folder any more`;
	} catch (error) {
		return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
			? `${shown(folder)} is not there`
			: `${shown(folder)} can't be looked at: ${reasonOf(error)}`;
	}
};

/**
Right before something is put at a path: its folder must be the very one that was looked at.

@throws {OffTheWay}
*/
export const insistOnWay = (file: string, shown: Shown = () => 'its folder'): void => {
	const obstacle = obstacleAt(path.dirname(file), shown);
	if (obstacle !== null) {
		throw new OffTheWay(obstacle);
	}
};

/** Folders that a plan itself makes or removes: that they are not there says nothing. */
export const passingFolders = (deeds: readonly Deed[]): ReadonlySet<string> =>
	new Set(deeds.flatMap(({type, path}) => (type === 'folder' ? [path] : [])));

/** Every path that a deed is about. */
export const pathsOf = (deed: Deed): readonly string[] =>
	deed.type === 'move' ? [deed.path, deed.to] : [deed.path];

/** Why the way to what a deed is about is not the recorded one at the moment; null: it is. */
export const obstacleOf = (
	deed: Deed,
	passing: ReadonlySet<string>,
	shown: Shown,
): string | null => {
	for (const file of pathsOf(deed)) {
		let folder = path.dirname(file);
		for (; passing.has(folder); folder = path.dirname(folder)) {
			if (isSomethingElse(folder)) {
				return `${shown(folder)} is no folder any more`;
			}
		}

		const obstacle = obstacleAt(folder, shown);
		if (obstacle !== null) {
			return obstacle;
		}
	}

	return null;
};

const isSomethingElse = (folder: string): boolean => {
	try {
		return lstatSync(folder, {throwIfNoEntry: false})?.isDirectory() === false;
	} catch {
		// What can't be looked at is met again in the folder around it.
		return false;
	}
};

/** @throws {OffTheWay} when the way to any of them is not the recorded one. */
export const insistOnWays = (deeds: readonly Deed[], shown: Shown): void => {
	const passing = passingFolders(deeds);
	for (const deed of deeds) {
		const obstacle = obstacleOf(deed, passing, shown);
		if (obstacle !== null) {
			throw new OffTheWay(obstacle);
		}
	}
};
