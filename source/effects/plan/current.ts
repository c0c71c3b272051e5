import {open, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {syncFolder} from './draft.ts';
import {isPlainId} from './record.ts';
import {codeOf} from './refusal.ts';

/**
The id of the plan that is at work on a workspace. It is written before anything else and removed after
everything else, so that a start need not read the whole journal to find what was cut off.
*/
const currentOf = (folder: string): string => path.join(folder, 'journal', 'current');

export const writeCurrent = async (folder: string, id: string): Promise<void> => {
	const file = await open(currentOf(folder), 'w', 0o600);
	try {
		await file.writeFile(id);
		await file.sync();
	} finally {
		await file.close();
	}

	await syncFolder(path.join(folder, 'journal'));
};

export const removeCurrent = async (folder: string): Promise<void> => {
	await rm(currentOf(folder), {force: true});
};

/** Null: nothing is at work, and nothing was cut off. Empty: it was cut off before it had begun. */
export const readCurrent = async (folder: string): Promise<string | null> => {
	try {
		const id = await readFile(currentOf(folder), 'utf8');
		return isPlainId(id) ? id : '';
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return null;
		}

		throw error;
	}
};
