import type {Edit} from '../model/edit.ts';
import type {Disk, Wanted} from '../model/original.ts';

/**
Why edits must not be made: they leave the workspace, or do not fit what is on the disk. Null: they fit.
A list: these files have to be looked at first. Formats take care of both themselves; this is so that a
mistake in one of them costs an option, and not a file.
*/
export const doubtAbout = (
	edits: readonly Edit[],
	workspace: string,
	disk: Disk,
): string | readonly Wanted[] | null => {
	const outside = edits.flatMap(pathsOf).find((path) => !isInside(path, workspace));
	if (outside !== undefined) {
		return `${outside} is not in the workspace`;
	}

	const wanted: Wanted[] = [];
	for (const edit of edits) {
		const want: Wanted = {path: edit.path, as: 'file'};
		const found = edit.type === 'file' ? disk(want) : null;
		if (found === undefined) {
			wanted.push(want);
		} else if (edit.type === 'file' && found !== null) {
			const present = found.type === 'text' ? found.text : found.type === 'absent' ? null : false;
			if (found.type === 'refused') {
				return found.reason;
			}

			if (present !== edit.before) {
				return `${edit.path} is not what it was taken for`;
			}
		}
	}

	return wanted.length > 0 ? wanted : null;
};

const pathsOf = (edit: Edit): readonly string[] =>
	edit.type === 'move' ? [edit.path, edit.to] : [edit.path];

const isInside = (path: string, workspace: string): boolean =>
	path.startsWith(workspace === '/' ? '/' : `${workspace}/`) &&
	!path.split('/').some((part) => part === '..' || part === '.');
