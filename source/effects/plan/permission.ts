import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import path from 'node:path';
import {lstatIfThere, type Place} from './place.ts';
import {reasonOf, Refusal} from './refusal.ts';

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

/** Moving or removing a link would leave what it leads to, and the other way round. */
export const insistOnNoLink = async (named: string, {path: real}: Place): Promise<void> => {
	if (
		(await lstatIfThere(named))?.isSymbolicLink() ||
		path.basename(named) !== path.basename(real)
	) {
		throw new Refusal('it is a link');
	}
};
