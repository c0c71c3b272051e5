import path from 'node:path';
import {harmless} from '../text/harmless.ts';

/** A path as a person can open it from where they are: relative inside of their folder, else whole. */
export const shownPath = (file: string, directory: string): string => {
	const relative = path.relative(directory, file);
	return harmless(
		relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative,
	);
};
