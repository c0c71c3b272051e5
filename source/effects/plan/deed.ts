import type {DatabaseRow} from '../../model/edit.ts';

/**
One thing done to the disk, with all that is needed to do it, to tell whether it is done, and to take
it back. Made of a plan's edits and of what was found on the disk; turned round it undoes itself.
*/
export type Deed = FileDeed | MoveDeed | FolderDeed | RowsDeed;

/** A file as it stands or is to stand; null: there is none. */
export type FileState = {
	readonly text: string;
	/** Permissions; null: as new files have them. */
	readonly mode: number | null;
	readonly owner: {readonly user: number; readonly group: number} | null;
	/** Epoch nanoseconds, in digits, to give to a file that is brought back; null: now. */
	readonly modifiedNs: string | null;
};

export type FileDeed = {
	readonly type: 'file';
	/** Unique in its plan: files that help with it carry it in their names. */
	readonly index: number;
	/** The edit of the plan that it was made of. */
	readonly edit: number;
	/** Real, without links: of the file itself. */
	readonly path: string;
	readonly before: FileState | null;
	readonly after: FileState | null;
};

export type MoveDeed = {
	readonly type: 'move';
	readonly index: number;
	readonly path: string;
	readonly to: string;
	/** SHA-256 of its bytes, in hexadecimal. */
	readonly digest: string;
};

export type FolderDeed = {
	readonly type: 'folder';
	readonly index: number;
	readonly path: string;
	/** Whether it is made; else it is removed. */
	readonly isMade: boolean;
	/** Made only for what goes into it; where others have put something there, it stays when that goes. */
	readonly isAlong: boolean;
	/** Permissions; null: as new folders have them. */
	readonly mode: number | null;
	readonly owner: FileState['owner'];
};

/** All rows of one SQLite file. */
export type RowsDeed = {
	readonly type: 'rows';
	readonly index: number;
	readonly path: string;
	readonly rows: readonly RowChange[];
};

export type RowChange = {
	readonly table: string;
	/** Columns that name the row, in words of the plan. */
	readonly key: DatabaseRow;
	/** What names the row for SQLite; null: it is new, and not known before it is written. */
	readonly at: DatabaseRow | null;
	readonly before: DatabaseRow | null;
	/** Of a new row in a table that counts its numbers: the count before it, null when there was none. */
	readonly countBefore?: number | null;
	/** Of a new row whose place is not known yet: only the columns that the plan gives. */
	readonly after: DatabaseRow | null;
};

/** What takes it back. */
const turned = (deed: Deed): Deed => {
	switch (deed.type) {
		case 'file':
			return {...deed, before: deed.after, after: deed.before};
		case 'move':
			return {...deed, path: deed.to, to: deed.path};
		case 'folder':
			return {...deed, isMade: !deed.isMade};
		case 'rows':
			return {
				...deed,
				rows: deed.rows.map((row) => ({...row, before: row.after, after: row.before})).toReversed(),
			};
	}
};

/** What takes all of them back, in the order in which that is possible. */
export const turnedRound = (deeds: readonly Deed[]): readonly Deed[] =>
	deeds.toReversed().map((deed) => turned(deed));
