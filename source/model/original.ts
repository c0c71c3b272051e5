import type {DatabaseRow} from './edit.ts';

/** Something on the disk that a plan has to look at before it can say what it would change. */
export type Wanted = {
	/** Absolute. */
	readonly path: string;
	/**
	`file`: its text; `stat`: only whether it is there, since when and how large; `folder`: the names in
	it; `database`: the rows of the given tables.
	*/
	readonly as: 'file' | 'stat' | 'folder' | 'database';
	/** For `database`. */
	readonly tables?: readonly string[];
};

/** What was found there, read at the moment of planning: edits are made against this and nothing else. */
export type Original =
	| {readonly type: 'absent'}
	| (Found & {
			readonly type: 'text';
			/** Exact: with byte order mark and line endings. */
			readonly text: string;
			/** SHA-256 of the bytes, in hexadecimal. */
			readonly digest: string;
	  })
	/** A file that is no text: not UTF-8. It can be moved, and not edited. */
	| (Found & {readonly type: 'bytes'; readonly digest: string})
	/** Asked for with `stat`. */
	| (Found & {readonly type: 'stat'; readonly isFolder: boolean})
	| {readonly type: 'folder'; readonly entries: readonly FolderEntry[]}
	| {
			readonly type: 'database';
			/** Table -> columns in order, and every row. A table that is not there is not in it. */
			readonly tables: Readonly<
				Record<string, {readonly columns: readonly string[]; readonly rows: readonly DatabaseRow[]}>
			>;
	  }
	/** It can't or must not be touched: leads out of the workspace, no permission, a pipe, too large, a writer holds it. */
	| {readonly type: 'refused'; readonly reason: string};

type Found = {
	/** Epoch milliseconds. */
	readonly modifiedAt: number;
	/** Bytes. */
	readonly size: number;
};

export type FolderEntry = Found & {readonly name: string; readonly isFolder: boolean};

/** What has been read so far; undefined: not looked yet. */
export type Disk = (wanted: Wanted) => Original | undefined;

/** The same for everything that is the same to look at: what has been read is found by it. */
export const originalKey = ({path, as, tables}: Wanted): string =>
	JSON.stringify([as, path, ...(tables ?? []).toSorted()]);
