import {readdir} from 'node:fs/promises';
import path from 'node:path';
import type {FolderEdit, RowEdit} from '../../model/edit.ts';
import type {Plan} from '../../model/plan.ts';
import {prepareRows} from './database/prepare-rows.ts';
import type {Deed, FolderDeed} from './deed.ts';
import {insistOnNoLink, insistOnWritable} from './permission.ts';
import {findPlace, type Place, shownPath} from './place.ts';
import {prepareFile, prepareMove} from './prepare-file.ts';
import {digestOf} from './read-exactly.ts';
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
