import {harmless} from '../../../text/harmless.ts';
import {nameOf, relativeTo} from '../places.ts';

/** Words for sentences that name a task or a file; everything that goes in comes out harmless. */
export const shownPath = (path: string, workspace: string): string =>
	harmless(relativeTo(workspace, path) || nameOf(path));

/** The name of a file alone, for lines about what changes. */
export const shownName = (path: string): string => harmless(nameOf(path));

/** Text of a file on one line, at most so many characters. */
export const oneLine = (text: string, most: number): string => {
	const line = harmless(text.slice(0, 8 * most))
		.replaceAll(/ {2,}/g, ' ')
		.trim();
	return line.length <= most
		? line
		: // Not through the middle of a character.
			`${line
				.slice(0, most - 1)
				.replace(/[\uD800-\uDBFF]$/, '')
				.trimEnd()}…`;
};

/** A path as one word for a shell; null where that can't be done without a doubt. */
export const shellWord = (path: string): string | null =>
	path === harmless(path) ? `'${path.replaceAll("'", String.raw`'\''`)}'` : null;
