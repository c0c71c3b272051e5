import type {Parsed} from '../format.ts';
import type {JsonDamage} from '../json.ts';
import {problem} from './problems.ts';

/** A file with nothing in it where something should be. */
export const emptyFile = (path: string, message: string): Parsed<never> => ({
	value: null,
	quality: 'empty',
	problems: [problem('file-empty', message, {path})],
	references: [],
});

/** A file of which nothing could be understood, with the place where that became clear. */
export const unreadableFile = (
	path: string,
	damage: JsonDamage | null,
	otherwise: string,
): Parsed<never> => ({
	value: null,
	quality: 'unreadable',
	problems: [
		problem(
			'file-unreadable',
			damage ? `unreadable at ${damage.line}:${damage.column}: ${damage.message}` : otherwise,
			{path, line: damage?.line ?? null, ...(damage ? {column: damage.column} : {})},
		),
	],
	references: [],
});
