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

/**
A name that is no UTF-8 comes to us with signs in it that stand for what could not be understood, and so
cannot be asked for.

@param path of the first of them.
@param count how many there are in one folder.
*/
export const unreadableNames = (path: string, count: number): Note =>
	noteOf(
		'folder-unreadable',
		path,
		`${harmless(path)} has a name that is not UTF-8${count > 1 ? `, as have ${count - 1} more beside it` : ''}; nothing of it is shown until it is renamed`,
	);

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
