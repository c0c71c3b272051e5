import {mkdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {writeWhole} from './write-whole.ts';

const fileIn = (folder: string): string => path.join(folder, 'campaign.json');

/** The text of the campaign that was left in a state folder; null: none was, or it can't be read. */
export const readCampaign = async (folder: string): Promise<string | null> => {
	try {
		return await readFile(fileIn(folder), 'utf8');
	} catch {
		return null;
	}
};

/**
Keeps the text of a campaign, whole or not at all; null: there is none any more. The folder is made when
it is not there.

@returns why it could not be kept, or null.
*/
export const keepCampaign = async (folder: string, text: string | null): Promise<string | null> => {
	try {
		if (text === null) {
			await rm(fileIn(folder), {force: true});
			return null;
		}

		await mkdir(folder, {recursive: true, mode: 0o700});
		const result = await writeWhole(fileIn(folder), text, {mayReplace: true});
		return result.type === 'failed' ? result.reason : null;
	} catch (error) {
		return (error as Error).message;
	}
};
