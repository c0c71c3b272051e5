import {enterFolder, type Walked} from './enter-folder.ts';
import {missingWorkspace, movedWorkspace, type Note, unreadableFolder} from './note.ts';
import type {Pace} from './pace.ts';
import {isBelow, isInside, realPathOf} from './roots.ts';
import {stampOf} from './stamp.ts';
import {
	dropFolder,
	type Folder,
	joinPath,
	newFolder,
	type Root,
	type Territory,
} from './territory.ts';

export type WalkOptions = {
	readonly pace: Pace;
	readonly now: () => number;
	/**
	Ask each folder whether it has changed, and list it only then. Costs one question for each folder
	and saves listing most of them; the first walk does without.
	*/
	readonly isRepeated: boolean;
	/** Called for each folder, for the progress of a long walk. */
	readonly onFolder?: () => void;
};

/** A walk on its way, with the folders that hold links, which come last. */
type Walk = WalkOptions & {
	readonly territory: Territory;
	readonly walked: Walked;
	readonly holders: Folder[];
};

const startWalk = (territory: Territory, options: WalkOptions): Walk => ({
	...options,
	territory,
	walked: {appeared: [], gone: [], entered: []},
	holders: [],
});

/** Walks all workspaces. */
export const walkAll = async (territory: Territory, options: WalkOptions): Promise<Walked> => {
	const walk = startWalk(territory, options);
	for (const root of territory.roots) {
		const isBack = root.realPath === null;
		const absence = absenceOf(territory, root);
		root.realPath = absence ? null : realPathOf(root.path);
		if (isBack && root.realPath !== null) {
			// Even if it looks the same: after another mount nothing of it is watched any more.
			walk.walked.gone.push(...dropFolder(territory, root.path));
		}

		const known = territory.folders.get(root.path);
		if (root.realPath === null) {
			territory.notes.set(root.path, absence ?? missingWorkspace(root.path));
		} else if (known?.root === root) {
			await walkFrom(walk, known);
		} else if (!isWalked(territory, root.realPath)) {
			// Else it lies inside another workspace, or is another name of one.
			await walkFrom(walk, newFolder(territory, root, root.path, root.realPath));
		}
	}

	await followLinks(walk);
	return walk.walked;
};

/** Why what stands at a workspace is not that workspace; null: it is, or nothing stands there. */
const absenceOf = ({folders}: Territory, {path}: Root): Note | null => {
	const kind = stampOf(path)?.kind;
	if (kind === 'file' || kind === 'other') {
		return unreadableFolder(path, true, 'ENOTDIR');
	}

	const known = folders.get(path);
	return kind === 'folder' && known && known.realPath !== realPathOf(path)
		? movedWorkspace(path)
		: null;
};

/** Walks one folder below a known one, and remembers it there. */
export const walkBelow = async (
	territory: Territory,
	parent: Folder,
	name: string,
	options: WalkOptions,
): Promise<Walked> => {
	const walk = startWalk(territory, options);
	if (!parent.folders.includes(name)) {
		parent.folders = [...parent.folders, name];
	}

	await walkFrom(walk, childOf(territory, parent, name));
	await followLinks(walk);
	return walk.walked;
};

const walkFrom = async (walk: Walk, start: Folder): Promise<void> => {
	const {territory, pace} = walk;
	const waiting = [start];
	let folder = waiting.pop();
	while (folder) {
		enterFolder(territory, folder, walk, walk.walked);
		walk.onFolder?.();
		if (territory.folders.get(folder.path) === folder) {
			if (folder.links.length > 0) {
				walk.holders.push(folder);
			}

			for (const name of folder.folders) {
				const child = childOf(territory, folder, name);
				if (!isSecondWay(territory, child)) {
					waiting.push(child);
				}
			}
		}

		if (pace.isDue()) {
			await pace.rest();
		}

		folder = waiting.pop();
	}
};

const childOf = (territory: Territory, parent: Folder, name: string): Folder => {
	const path = joinPath(parent.path, name);
	const known = territory.folders.get(path);
	if (known) {
		return known;
	}

	const realPath = parent.path === parent.realPath ? path : joinPath(parent.realPath, name);
	return newFolder(territory, parent.root, path, realPath, parent);
};

/** Below a link: whether the same folder is known by another way. */
const isSecondWay = (territory: Territory, folder: Folder): boolean =>
	folder.path !== folder.realPath &&
	territory.folders.get(folder.path) !== folder &&
	isWalked(territory, folder.realPath);

/**
Links come after all real folders, so that a folder is known by its real name where it has one in a
workspace. A link out of the workspaces is not followed, nor one to where a walk has been.
*/
const followLinks = async (walk: Walk): Promise<void> => {
	const {territory, walked, holders} = walk;
	let holder = holders.shift();
	while (holder) {
		for (const name of holder.links) {
			const path = joinPath(holder.path, name);
			const target = realPathOf(path);
			const known = territory.folders.get(path);
			if (known && known.realPath !== target) {
				walked.gone.push(...dropFolder(territory, path));
			}

			if (known && known.realPath === target) {
				await walkFrom(walk, known);
			} else if (target && isInside(territory.roots, target) && !isWalked(territory, target)) {
				await walkFrom(walk, newFolder(territory, holder.root, path, target, holder));
			}
		}

		holder = holders.shift();
	}
};

/** Whether a folder is known already, under its usual name or by a link. */
const isWalked = ({folders, linked, roots}: Territory, target: string): boolean =>
	linked.has(target) ||
	roots.some(({path, realPath}) => {
		if (realPath === null || !isBelow(target, realPath)) {
			return false;
		}

		const usual = target === realPath ? path : joinPath(path, target.slice(realPath.length + 1));
		return folders.get(usual)?.realPath === target;
	});
