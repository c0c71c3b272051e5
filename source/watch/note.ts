/**
Something the walk could not do, for a person: a folder that may not be read, a workspace that is not
there. It belongs to no format, so it is not a problem of one; severity and wording are the same.
*/
export type Note = {
	readonly code: 'folder-unreadable' | 'workspace-missing' | 'workspace-unreadable';
	readonly severity: 'error' | 'warning' | 'info';
	/** One sentence: what is wrong and what helps. */
	readonly message: string;
	/** Absolute path concerned. */
	readonly path: string;
};
