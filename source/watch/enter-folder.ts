import {type Dirent, lstatSync, readdirSync} from 'node:fs';
import {claimPath} from '../formats/index.ts';
import {missingWorkspace, unreadableFolder, unreadableNames} from './note.ts';
import {codeOf, isSameStamp, isSameThing, type Stamp, stampOf} from './stamp.ts';
import {addFile, dropFolder, type Folder, joinPath, lostIn, type Territory} from './territory.ts';

/** What a walk found to be different from what was known. */
export type Walked = {
	/** Claimed paths that were not known in their folder. */
	readonly appeared: string[];
	/** Claimed paths that were known and not met. */
	readonly gone: string[];
	/** Folders that were not known, or that are others under an old name. */
	readonly entered: string[];
};

/**
A folder changed this short a time before it was listed may have changed again without another time
stamp: some file systems count in steps of two seconds.
*/
const stampStepMs = 2000;

/**
Lists one folder, unless it is known to be as it was, and notes what is different.

@param isRepeated ask first whether it has changed, and remember the answer for the next time.
*/
export const enterFolder = (
	territory: Territory,
	folder: Folder,
	{isRepeated, now}: {readonly isRepeated: boolean; readonly now: () => number},
	walked: Walked,
): void => {
	const isKnown = territory.folders.get(folder.path) === folder;
	const stamp = isRepeated ? stampOf(folder.path) : null;
	if (isKnown && stamp && isUnchanged(folder, stamp)) {
		return;
	}

	const listedAt = now();
	let entries: readonly Dirent[];
	try {
		entries = readdirSync(folder.path, {withFileTypes: true});
	} catch (error) {
		leaveFolder(territory, folder, codeOf(error), walked);
		return;
	}

	if (!isKnown || (folder.stamp && !isSameThing(folder.stamp, stamp))) {
		walked.entered.push(folder.path);
	}

	territory.folders.set(folder.path, folder);
	if (folder.path !== folder.realPath) {
		territory.linked.set(folder.realPath, folder.path);
	}

	territory.notes.delete(folder.path);
	takeEntries(territory, folder, entries, walked);
	folder.stamp = stamp;
	folder.listedAt = listedAt;
};

const isUnchanged = (folder: Folder, stamp: Stamp): boolean =>
	isSameStamp(folder.stamp, stamp) && stamp.modifiedAt < folder.listedAt - stampStepMs;

const takeEntries = (
	territory: Territory,
	folder: Folder,
	entries: readonly Dirent[],
	walked: Walked,
): void => {
	const before = {folders: folder.folders, links: folder.links, claimed: folder.claimed};
	const folders: string[] = [];
	const links: string[] = [];
	const claimed: string[] = [];
	const lost: string[] = [];
	for (const entry of entries) {
		const {name} = entry;
		const path = joinPath(folder.path, name);
		const isLink = entry.isSymbolicLink();
		if (isLostName(path, name) && matters(territory, entry, path)) {
			lost.push(path);
			continue;
		}

		if (entry.isDirectory() && !territory.isIgnored(name)) {
			folders.push(name);
		}

		// A folder may be claimed as well: for some files a folder of that name is worth telling.
		const found = claimPath(path, territory.formats);
		if (found) {
			claimed.push(name);
			addFile(territory, folder, name, isLink, found);
		} else if (isLink && !territory.isIgnored(name) && stampOf(path)?.kind === 'folder') {
			links.push(name);
		}
	}

	const [firstLost] = lost;
	if (firstLost === undefined) {
		territory.notes.delete(lostIn(folder.path));
	} else {
		territory.notes.set(lostIn(folder.path), unreadableNames(firstLost, lost.length));
	}

	folder.folders = folders.length > 0 ? folders : none;
	folder.links = links.length > 0 ? links : none;
	folder.claimed = claimed.length > 0 ? claimed : none;
	for (const name of without([...before.folders, ...before.links], [...folders, ...links])) {
		walked.gone.push(...dropFolder(territory, joinPath(folder.path, name)));
	}

	for (const name of without(before.claimed, claimed)) {
		walked.gone.push(joinPath(folder.path, name));
	}

	for (const name of without(claimed, before.claimed)) {
		walked.appeared.push(joinPath(folder.path, name));
	}
};

/** Whether a name is not what stands on the disk: it was no UTF-8. */
const isLostName = (path: string, name: string): boolean =>
	name.includes('\uFFFD') && !lstatSync(path, {throwIfNoEntry: false});

const matters = (territory: Territory, entry: Dirent, path: string): boolean =>
	(entry.isDirectory() && !territory.isIgnored(entry.name)) ||
	claimPath(path, territory.formats) !== null;

const none: readonly string[] = [];

const without = (names: readonly string[], others: readonly string[]): readonly string[] => {
	if (names.length === 0 || others.length === 0) {
		return names;
	}

	const excluded = new Set(others);
	return names.filter((name) => !excluded.has(name));
};

/**
A folder that cannot be listed is gone, or forbidden. A workspace that is gone may come back, with a
disk that is mounted again: what was known of it stays.
*/
const leaveFolder = (
	territory: Territory,
	folder: Folder,
	errorCode: string,
	walked: Walked,
): void => {
	const {path, root} = folder;
	const isWorkspace = path === root.path;
	if (errorCode !== 'ENOENT' && (isWorkspace || errorCode !== 'ENOTDIR')) {
		territory.notes.set(path, unreadableFolder(path, isWorkspace, errorCode));
	} else if (isWorkspace) {
		root.realPath = null;
		territory.notes.set(path, missingWorkspace(path));
	} else {
		walked.gone.push(...dropFolder(territory, path));
	}
};
