import type {BigIntStats} from 'node:fs';
import {lstat, realpath} from 'node:fs/promises';
import path from 'node:path';
import {harmless} from '../../text/harmless.ts';
import {codeOf, reasonOf, Refusal} from './refusal.ts';

/** Where a path of a workspace really lies. */
export type Place = {
	/** Without links: what is looked at and written. */
	readonly path: string;
	/** What lies there itself; null: nothing. */
	readonly stats: BigIntStats | null;
	/** Folders that would have to be made first, outermost first. */
	readonly missingFolders: readonly string[];
};

/** A path as people see it in a sentence: from the workspace on, on one line. */
export const shownPath = (file: string, workspace: string): string => {
	const relative = path.relative(workspace, file);
	return harmless(isBelow(relative) ? relative : file) || '.';
};

const isBelow = (relative: string): boolean =>
	relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);

/**
Finds where a path leads. A link inside the workspace to something inside is followed: what it leads to
is what is meant.

@throws {Refusal} when any part of the way leads out of the workspace, or cannot be looked at.
*/
export const findPlace = async (file: string, workspace: string): Promise<Place> => {
	const shown = shownPath(file, workspace);
	if (!path.isAbsolute(file) || path.normalize(file) !== file || file.includes('\0')) {
		throw new Refusal(`${shown} is no plain path`);
	}

	if (!isBelow(path.relative(workspace, file))) {
		throw new Refusal(`${shown} lies outside of the workspace`);
	}

	try {
		const root = await realpath(workspace);
		const {folder, missing} = await realFolder(path.dirname(file));
		const missingFolders = missing.map((_, index) =>
			path.join(folder, ...missing.slice(0, index + 1)),
		);
		const place = path.join(folder, ...missing, path.basename(file));
		// The workspace itself: its own folder is not below it.
		if (path.relative(workspace, file) !== '') {
			insistInside(root, folder, shown);
		}

		const stats = missing.length > 0 ? null : await lstatIfThere(place);
		if (!stats?.isSymbolicLink()) {
			return {path: place, stats, missingFolders};
		}

		const target = await realpath(place);
		insistInside(root, target, shown);
		return {path: target, stats: await lstatIfThere(target), missingFolders};
	} catch (error) {
		if (error instanceof Refusal) {
			throw error;
		}

		throw new Refusal(
			codeOf(error) === 'ENOENT'
				? `${shown} is a link to nothing, or its workspace is gone`
				: `${shown} can't be looked at: ${reasonOf(error)}`,
		);
	}
};

const insistInside = (root: string, place: string, shown: string): void => {
	if (!isBelow(path.relative(root, place))) {
		throw new Refusal(`${shown} leads out of the workspace`);
	}
};

/** The real path of the nearest folder that is there, and the names that are missing below it. */
const realFolder = async (
	folder: string,
): Promise<{readonly folder: string; readonly missing: readonly string[]}> => {
	const missing: string[] = [];
	for (let at = folder; ; at = path.dirname(at)) {
		try {
			// A link that leads nowhere is there too: nothing is made in its place.
			if ((await lstatIfThere(at)) !== null || at === path.dirname(at)) {
				return {folder: await realpath(at), missing};
			}
		} catch (error) {
			if (codeOf(error) !== 'ENOTDIR') {
				throw error;
			}
		}

		missing.unshift(path.basename(at));
	}
};

/** What lies at a path itself, be it a link; null: nothing. */
export const lstatIfThere = async (file: string): Promise<BigIntStats | null> => {
	try {
		return await lstat(file, {bigint: true});
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return null;
		}

		throw error;
	}
};
