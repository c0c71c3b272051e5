import {constants} from 'node:fs';
import {access, readdir} from 'node:fs/promises';
import path from 'node:path';
import type {FileEdit, FolderEdit, MoveEdit, RowEdit} from '../../model/edit.ts';
import type {Plan} from '../../model/plan.ts';
import {prepareRows} from './database/prepare-rows.ts';
import type {Deed, FileDeed, FileState, FolderDeed, MoveDeed} from './deed.ts';
import {findPlace, lstatIfThere, type Place, shownPath} from './place.ts';
import {digestOf, type ExactFile, maximumSize, readExactly} from './read-exactly.ts';
import {reasonOf, Refusal} from './refusal.ts';

/**
What a plan does, made ready: where each of its paths really lies, and what has to be known to take it
back. Everything is compared with the disk; nothing is written.

@throws {Refusal} when anything is not as the plan has it, with the file and the reason.
*/
export const prepare = async (plan: Plan): Promise<readonly Deed[]> => {
	const made: FolderDeed[] = [];
	const middle: Deed[] = [];
	const removed: FolderDeed[] = [];
	const rows = new Map<string, {readonly edit: RowEdit; readonly edits: RowEdit[]}>();
	const taken = new Map<string, Deed>();
	let index = 0;

	const claim = (place: string, deed: Deed): void => {
		const earlier = taken.get(place);
		// One thing only can follow another one: a new file where one has been moved away.
		const isInItsPlace =
			earlier?.type === 'move' &&
			earlier.path === place &&
			deed.type === 'file' &&
			deed.before === null &&
			deed.after !== null &&
			digestOf(deed.after.text) !== earlier.digest;
		if (earlier && !isInItsPlace) {
			throw new Refusal('the plan changes it twice');
		}

		taken.set(place, deed);
	};

	const makeFolders = (place: Place): void => {
		for (const folder of place.missingFolders) {
			if (!made.some((deed) => deed.path === folder)) {
				made.push({...newFolder(folder), index: index++});
			}
		}
	};

	for (const [number, edit] of plan.edits.entries()) {
		const shown = shownPath(edit.path, plan.workspace);
		try {
			const place = await findPlace(edit.path, plan.workspace);
			switch (edit.type) {
				case 'file': {
					const isMovedAway = taken.get(place.path)?.type === 'move';
					const deed = await prepareFile(edit, place, isMovedAway, {index: index++, edit: number});
					if (deed) {
						claim(place.path, deed);
						makeFolders(place);
						middle.push(deed);
					}

					break;
				}

				case 'move': {
					const to = await findPlace(edit.to, plan.workspace);
					const deed = await prepareMove(edit, place, to, index++);
					claim(deed.path, deed);
					claim(deed.to, deed);
					makeFolders(to);
					middle.push(deed);
					break;
				}

				case 'remove-folder': {
					const deed = await prepareRemoval(edit, place, plan.workspace, index++);
					claim(deed.path, deed);
					removed.push(deed);
					break;
				}

				case 'row': {
					await insistOnWritable(place);
					const known = rows.get(place.path) ?? {edit, edits: []};
					known.edits.push(edit);
					rows.set(place.path, known);
				}
			}
		} catch (error) {
			throw refusalAbout(shown, error);
		}
	}

	for (const [place, {edit, edits}] of rows) {
		try {
			const changes = await prepareRows(place, edits);
			if (changes.length > 0) {
				const deed: Deed = {type: 'rows', index: index++, path: place, rows: changes};
				claim(place, deed);
				middle.push(deed);
			}
		} catch (error) {
			throw refusalAbout(shownPath(edit.path, plan.workspace), error);
		}
	}

	removed.sort((a, b) => b.path.length - a.path.length);
	const deeds = [...made, ...middle, ...removed];
	for (const {path: folder} of removed) {
		await insistOnEmpty(folder, deeds, plan.workspace);
	}

	return deeds;
};

const refusalAbout = (shown: string, error: unknown): Refusal => {
	const reason = reasonOf(error);
	return new Refusal(reason.startsWith(shown) ? reason : `${shown}: ${reason}`);
};

const moved = 'it has changed since it was looked at';

const prepareFile = async (
	{path: named, before, after}: FileEdit,
	place: Place,
	isMovedAway: boolean,
	numbers: Pick<FileDeed, 'index' | 'edit'>,
): Promise<FileDeed | null> => {
	const file = isMovedAway ? null : await readExactly(place.path);
	if ((file?.digest ?? null) !== (before === null ? null : digestOf(before))) {
		throw new Refusal(
			file === null ? 'it is not there any more' : before === null ? 'it is there already' : moved,
		);
	}

	if (before === after) {
		return null;
	}

	if (after !== null && (!after.isWellFormed() || Buffer.byteLength(after) > maximumSize)) {
		throw new Refusal('its new text can not be written exactly, or is larger than 16 MiB');
	}

	if (file !== null) {
		await insistOnWritable(place);
	}

	if (after === null) {
		await insistOnNoLink(named, place);
	}

	const standing = file && stateOf(file);
	return {
		type: 'file',
		...numbers,
		path: place.path,
		before: standing && {...standing, text: before!},
		after:
			after === null
				? null
				: standing
					? {...standing, text: after, modifiedAt: null}
					: {text: after, mode: null, owner: await ownerOfNew(place), modifiedAt: null},
	};
};

const stateOf = ({stats}: ExactFile): Omit<FileState, 'text'> => ({
	mode: Number(stats.mode & 0o7777n),
	owner: {user: Number(stats.uid), group: Number(stats.gid)},
	modifiedAt: Number(stats.mtimeNs / 1_000_000n),
});

/** What the administrator makes in somebody's folder is to be theirs. */
const ownerOfNew = async ({path: file}: Place): Promise<FileState['owner']> => {
	if (process.geteuid?.() !== 0) {
		return null;
	}

	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		const stats = await lstatIfThere(folder);
		if (stats) {
			return {user: Number(stats.uid), group: Number(stats.gid)};
		}
	}
};

const prepareMove = async (
	edit: MoveEdit,
	place: Place,
	to: Place,
	index: number,
): Promise<MoveDeed> => {
	await insistOnNoLink(edit.path, place);
	const file = await readExactly(place.path);
	if (file?.digest !== edit.digest) {
		throw new Refusal(file ? moved : 'it is not there any more');
	}

	await insistOnWritable(place);
	if (to.stats) {
		throw new Refusal(`its new name ${path.basename(edit.to)} is taken`);
	}

	return {type: 'move', index, path: place.path, to: to.path, digest: edit.digest};
};

const prepareRemoval = async (
	edit: FolderEdit,
	place: Place,
	workspace: string,
	index: number,
): Promise<FolderDeed> => {
	await insistOnNoLink(edit.path, place);
	if (!place.stats?.isDirectory() || path.relative(workspace, edit.path) === '') {
		throw new Refusal(place.stats ? 'it is no folder to remove' : 'it is not there any more');
	}

	return {
		...newFolder(place.path),
		index,
		isMade: false,
		isAlong: false,
		mode: Number(place.stats.mode & 0o7777n),
		owner: {user: Number(place.stats.uid), group: Number(place.stats.gid)},
	};
};

const newFolder = (folder: string): Omit<FolderDeed, 'index'> => ({
	type: 'folder',
	path: folder,
	isMade: true,
	isAlong: true,
	mode: null,
	owner: null,
});

const insistOnEmpty = async (
	folder: string,
	deeds: readonly Deed[],
	workspace: string,
): Promise<void> => {
	const gone = new Set(
		deeds
			.filter(
				(deed) =>
					deed.type === 'move' ||
					(deed.type === 'file' && deed.after === null) ||
					(deed.type === 'folder' && !deed.isMade),
			)
			.map((deed) => deed.path),
	);
	const come = deeds.flatMap((deed) =>
		deed.type === 'move' ? [deed.to] : deed.type === 'file' && deed.after ? [deed.path] : [],
	);
	const left =
		(await readdir(folder)).find((name) => !gone.has(path.join(folder, name))) ??
		come.find((place) => path.dirname(place) === folder);
	if (left !== undefined) {
		throw new Refusal(
			`${shownPath(folder, workspace)} can't be removed: ${path.basename(left)} is in it`,
		);
	}
};

/** That it could be replaced all the same is no permission: a file that is read-only says so. */
export const insistOnWritable = async ({path: file, stats}: Place): Promise<void> => {
	if (stats && (stats.mode & 0o222n) === 0n) {
		throw new Refusal('it is read-only');
	}

	try {
		await access(file, constants.W_OK);
	} catch (error) {
		throw new Refusal(`it must not be written: ${reasonOf(error)}`);
	}
};

const insistOnNoLink = async (named: string, {path: real}: Place): Promise<void> => {
	if (
		(await lstatIfThere(named))?.isSymbolicLink() ||
		path.basename(named) !== path.basename(real)
	) {
		throw new Refusal('it is a link');
	}
};
