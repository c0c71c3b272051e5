import {randomUUID} from 'node:crypto';
import {link, open, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';

export type WriteResult =
	| {readonly type: 'written'}
	| {readonly type: 'exists'}
	| {readonly type: 'failed'; readonly reason: string};

/**
Writes a file whole or not at all: into a new file beside it, to the disk, and then in its place. Without
`mayReplace` a file that is there already is left alone, even if it appears in the last moment.
*/
export const writeWhole = async (
	target: string,
	text: string,
	{mayReplace}: {readonly mayReplace: boolean},
): Promise<WriteResult> => {
	const draft = path.join(
		path.dirname(target),
		`.${path.basename(target)}.${randomUUID().slice(0, 8)}.tmp`,
	);
	try {
		if (!mayReplace && (await isThere(target))) {
			return {type: 'exists'};
		}

		const file = await open(draft, 'wx');
		try {
			await file.writeFile(text);
			await file.sync();
		} finally {
			await file.close();
		}

		if (mayReplace) {
			await rename(draft, target);
		} else {
			await putWhereNothingIs(draft, target);
		}

		return {type: 'written'};
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		return code === 'EEXIST' ? {type: 'exists'} : {type: 'failed', reason: message};
	} finally {
		await rm(draft, {force: true});
	}
};

const isThere = async (target: string): Promise<boolean> => {
	try {
		await stat(target);
		return true;
	} catch {
		return false;
	}
};

/** A second name is refused when the first is taken; a rename would replace it. */
const putWhereNothingIs = async (draft: string, target: string): Promise<void> => {
	try {
		await link(draft, target);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') {
			throw error;
		}

		// Some file systems know no second names.
		await rename(draft, target);
	}
};
