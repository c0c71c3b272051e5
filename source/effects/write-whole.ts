import {randomUUID} from 'node:crypto';
import {type FileHandle, link, open, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';

export type WriteResult =
	| {readonly type: 'written'}
	| {readonly type: 'exists'}
	| {readonly type: 'stopped'}
	| {readonly type: 'failed'; readonly reason: string};

export type WriteOptions = {
	readonly mayReplace: boolean;
	/** Ends the writing; nothing of it stays. */
	readonly signal?: AbortSignal;
};

/**
Writes a file whole or not at all: into a new file beside it, to the disk, and then in its place. Without
`mayReplace` a file that is there already is left alone, even if it appears in the last moment.

@param content the text, or pieces of it that are made while it is written.
*/
export const writeWhole = async (
	target: string,
	content: string | Iterable<string> | AsyncIterable<string>,
	{mayReplace, signal}: WriteOptions,
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
			await writePieces(file, content, signal);
			await file.sync();
		} finally {
			await file.close();
		}

		signal?.throwIfAborted();
		if (mayReplace) {
			await rename(draft, target);
		} else {
			await putWhereNothingIs(draft, target);
		}

		return {type: 'written'};
	} catch (error) {
		if (signal?.aborted) {
			return {type: 'stopped'};
		}

		const {code, message} = error as NodeJS.ErrnoException;
		return code === 'EEXIST' ? {type: 'exists'} : {type: 'failed', reason: message};
	} finally {
		await rm(draft, {force: true});
	}
};

const writePieces = async (
	file: FileHandle,
	content: Parameters<typeof writeWhole>[1],
	signal: AbortSignal | undefined,
): Promise<void> => {
	if (typeof content === 'string') {
		await file.writeFile(content);
		return;
	}

	for await (const piece of content) {
		signal?.throwIfAborted();
		await file.appendFile(piece);
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
