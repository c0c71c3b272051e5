import {harmless} from '../text/harmless.ts';

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

export const missingWorkspace = (path: string): Note => ({
	code: 'workspace-missing',
	severity: 'error',
	message: `${harmless(path)} is not there`,
	path,
});

/** @param errorCode what the system said: `EACCES`. */
export const unreadableFolder = (path: string, isWorkspace: boolean, errorCode: string): Note => ({
	code: isWorkspace ? 'workspace-unreadable' : 'folder-unreadable',
	severity: isWorkspace ? 'error' : 'warning',
	message:
		errorCode === 'ENOTDIR'
			? `${harmless(path)} is not a folder; give the folder that holds it`
			: `${harmless(path)} cannot be looked into (${errorCode}); nothing below it is shown`,
	path,
});
