import {type Stats, statSync} from 'node:fs';
import type {FileStat} from '../formats/format.ts';

/** What the file system says about a path: enough to tell whether it must be read again. */
export type Stamp = FileStat & {
	/** `other`: pipe, socket, device; `refused`: something is there that may not even be looked at. */
	readonly kind: 'file' | 'folder' | 'other' | 'refused';
	/** Epoch ms of the last change of content, mode or name, as the system counts it. */
	readonly changedAt: number;
	readonly inode: number;
	/** Epoch ms: numbers of inodes are given to new files at once; 0 where nobody keeps it. */
	readonly bornAt: number;
};

/** The stamp of what a path leads to (links are followed), or null when nothing is there. */
export const stampOf = (path: string): Stamp | null => {
	try {
		const stats = statSync(path, {throwIfNoEntry: false});
		return stats ? stampFrom(stats) : null;
	} catch (error) {
		// A link to itself, a name too long, a folder above that may not be entered.
		return codeOf(error) === 'ENOENT' ? null : refused;
	}
};

export const stampFrom = (stats: Stats): Stamp => ({
	kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
	// Whole milliseconds: a fraction would be the only one in all of metawatch's times.
	modifiedAt: Math.floor(stats.mtimeMs),
	changedAt: stats.ctimeMs,
	size: stats.size,
	isFolder: stats.isDirectory(),
	inode: stats.ino,
	bornAt: stats.birthtimeMs,
});

const refused: Stamp = {
	kind: 'refused',
	modifiedAt: 0,
	changedAt: 0,
	size: 0,
	isFolder: false,
	inode: 0,
	bornAt: 0,
};

export const isSameStamp = (a: Stamp | null, b: Stamp | null): boolean =>
	a === b ||
	(a !== null &&
		b !== null &&
		a.changedAt === b.changedAt &&
		a.modifiedAt === b.modifiedAt &&
		a.size === b.size &&
		isSameThing(a, b) &&
		a.kind === b.kind);

/** Whether two stamps are of one and the same file or folder, changed or not. */
export const isSameThing = (a: Stamp | null, b: Stamp | null): boolean =>
	a !== null && b !== null && a.inode === b.inode && a.bornAt === b.bornAt;

export const fileStatOf = ({modifiedAt, size, isFolder}: FileStat): FileStat => ({
	modifiedAt,
	size,
	isFolder,
});

/** `ENOENT` and the like, or an empty text. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';
