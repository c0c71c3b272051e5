import type {Severity} from '../model/problem.ts';
import {type CodeOf, rules} from '../model/rules/index.ts';
import {harmless} from '../text/harmless.ts';

/**
Something the walk could not do, for a person: a folder that may not be read, a workspace that is not
there. It belongs to no format, so it is not a problem of one; rules and wording are the same.
*/
export type Note = {
	readonly code: NoteCode;
	readonly severity: Severity;
	/** One sentence: what is wrong and what helps. */
	readonly message: string;
	/** Absolute path concerned. */
	readonly path: string;
};

type NoteCode = Extract<
	CodeOf<'any'>,
	'folder-unreadable' | 'workspace-missing' | 'workspace-unreadable'
>;

const noteOf = (code: NoteCode, path: string, message: string): Note => ({
	code,
	severity: rules[code].severity.any,
	message,
	path,
});

export const missingWorkspace = (path: string): Note =>
	noteOf('workspace-missing', path, `${harmless(path)} is not there`);

/** A link that was given as a workspace leads elsewhere now, or one has taken its place. */
export const movedWorkspace = (path: string): Note =>
	noteOf(
		'workspace-missing',
		path,
		`${harmless(path)} leads to another folder than before; starting metawatch again shows that one`,
	);

/** @param errorCode what the system said: `EACCES`. */
export const unreadableFolder = (path: string, isWorkspace: boolean, errorCode: string): Note =>
	noteOf(
		isWorkspace ? 'workspace-unreadable' : 'folder-unreadable',
		path,
		errorCode === 'ENOTDIR'
			? `${harmless(path)} is not a folder; give the folder that holds it`
			: `${harmless(path)} cannot be looked into (${errorCode}); nothing below it is shown`,
	);
