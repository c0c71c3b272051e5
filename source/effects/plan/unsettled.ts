import {open, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {readCurrent} from './current.ts';
import {syncFolder} from './draft.ts';
import {isPlainId} from './record.ts';
import {codeOf} from './refusal.ts';

/**
Ids of plans that could not be settled, or not be tidied up after: a folder of theirs was away, or
somebody else had changed their files. They are looked at again at every start, and keep no other plan
from being carried out.
*/
const listOf = (folder: string): string => path.join(folder, 'journal', 'unsettled');

export const readUnsettled = async (folder: string): Promise<readonly string[]> => {
	try {
		return (await readFile(listOf(folder), 'utf8')).split('\n').filter((id) => isPlainId(id));
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return [];
		}

		throw error;
	}
};

export const addUnsettled = async (folder: string, id: string): Promise<void> => {
	const ids = await readUnsettled(folder);
	if (!ids.includes(id)) {
		await writeList(folder, [...ids, id]);
	}
};

export const removeUnsettled = async (folder: string, id: string): Promise<void> => {
	const ids = await readUnsettled(folder);
	if (ids.includes(id)) {
		await writeList(
			folder,
			ids.filter((other) => other !== id),
		);
	}
};

/** Whether a start has something to look at: one or two small files tell. */
export const isAnythingUnsettled = async (folder: string): Promise<boolean> =>
	(await readCurrent(folder)) !== null || (await readUnsettled(folder)).length > 0;

/** Whole or not at all. */
const writeList = async (folder: string, ids: readonly string[]): Promise<void> => {
	const list = listOf(folder);
	if (ids.length === 0) {
		await rm(list, {force: true});
		return;
	}

	const draft = `${list}.tmp`;
	const file = await open(draft, 'w', 0o600);
	try {
		await file.writeFile(ids.map((id) => `${id}\n`).join(''));
		await file.sync();
	} finally {
		await file.close();
	}

	await rename(draft, list);
	await syncFolder(path.dirname(list));
};
