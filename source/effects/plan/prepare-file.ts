import path from 'node:path';
import type {FileEdit, MoveEdit} from '../../model/edit.ts';
import type {FileDeed, FileState, MoveDeed} from './deed.ts';
import {insistOnNoLink, insistOnWritable} from './permission.ts';
import {lstatIfThere, type Place} from './place.ts';
import {digestOf, type ExactFile, maximumSize, readExactly} from './read-exactly.ts';
import {Refusal} from './refusal.ts';

const moved = 'it has changed since it was looked at';

/** @returns null when it is to stay as it is. */
export const prepareFile = async (
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
					? {...standing, text: after, modifiedNs: null}
					: {text: after, mode: null, owner: await ownerOfNew(place), modifiedNs: null},
	};
};

const stateOf = ({stats}: ExactFile): Omit<FileState, 'text'> => ({
	mode: Number(stats.mode & 0o7777n),
	owner: {user: Number(stats.uid), group: Number(stats.gid)},
	modifiedNs: String(stats.mtimeNs),
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

export const prepareMove = async (
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
