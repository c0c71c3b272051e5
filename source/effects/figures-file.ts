import {mkdir, rename, rm, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {figuresFile, type KeptFigures} from '../model/line-figures.ts';

/**
Leaves figures in the state folder of a workspace, whole or not at all. Not brought to the disk at once:
what is lost in a power failure is made again in a second.

@returns whether it was written; nobody needs to know why not.
*/
export const keepFigures = async (folder: string, kept: KeptFigures): Promise<boolean> => {
	const draft = path.join(folder, `.${figuresFile}.${process.pid}.tmp`);
	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		await writeFile(draft, JSON.stringify(kept), {mode: 0o600});
		await rename(draft, path.join(folder, figuresFile));
		return true;
	} catch {
		await rm(draft, {force: true}).catch(() => undefined);
		return false;
	}
};

/** Says that they still hold. */
export const renewFigures = async (folder: string, now: number): Promise<void> => {
	const seconds = now / 1000;
	await utimes(path.join(folder, figuresFile), seconds, seconds).catch(() => undefined);
};

export const dropFigures = async (folder: string): Promise<void> => {
	await rm(path.join(folder, figuresFile), {force: true}).catch(() => undefined);
};
