import path from 'node:path';

/** A path as a person can open it from where they are: relative inside of their folder, else whole. */
export const shownPath = (file: string, directory: string): string => {
	const relative = path.relative(directory, file);
	return relative === '' || relative.startsWith('..') || path.isAbsolute(relative)
		? file
		: relative;
};
