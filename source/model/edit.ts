/**
One change to the disk. It carries what stood there before: it is made only where that still stands,
and it can be turned round. Paths are absolute and lie in a workspace.
*/
export type Edit = FileEdit | MoveEdit | FolderEdit | RowEdit;

/**
The text of a file; null: there is no such file. `before` null creates it, `after` null removes it.
Texts are whole and exact: byte order mark and line endings are part of them. Mode and owner stay.
*/
export type FileEdit = {
	readonly type: 'file';
	readonly path: string;
	readonly before: string | null;
	readonly after: string | null;
};

/** Gives a file another name, whatever is in it. Refused when the new name is taken. */
export type MoveEdit = {
	readonly type: 'move';
	readonly path: string;
	readonly to: string;
	/** Digest of its bytes, as `Original` gives it. */
	readonly digest: string;
};

/** Removes a folder that is empty once the other edits have been made. */
export type FolderEdit = {
	readonly type: 'remove-folder';
	readonly path: string;
};

/** A row of an SQLite file. All rows of one file are changed in one transaction. */
export type RowEdit = {
	readonly type: 'row';
	readonly path: string;
	readonly table: string;
	/** Columns that name the row; none for a new row whose key the database makes. */
	readonly key: DatabaseRow;
	/** Every column, as read; null: there is no such row. */
	readonly before: DatabaseRow | null;
	/** Every column it is to have; of a new row, those that are known. Null removes it. */
	readonly after: DatabaseRow | null;
};

export type DatabaseRow = Readonly<Record<string, string | number | null>>;
