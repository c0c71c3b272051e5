import {harmless} from '../../text/harmless.ts';

/** Where a file lies: in which root, and in which task folder of it. */
export type Place = {
	/** Absolute path of the root: the folder of `state.json`. */
	readonly root: string;
	/** Name of the task folder; null for files that lie in the root itself. */
	readonly folder: string | null;
};

/** What the name of a task folder says: `OC_015_complete_lattice` is task 15. */
export type FolderName = {
	readonly number: number;
	readonly slug: string;
};

const taskFolder = /^(?:OC_)?0*(\d{1,4})_(.+)$/;

/** Number and slug of a task folder, or null for the few that have no number. */
export const readFolderName = (name: string): FolderName | null => {
	const match = taskFolder.exec(name);
	return match ? {number: Number(match[1]), slug: match[2]!} : null;
};

/** The slug a folder gets from the `project_name` of its task. */
export const slugOf = (projectName: string): string => projectName.replaceAll(/[/ ]/g, '_');

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The name of a file as it may be shown: names may hold anything but a slash. */
export const shownName = (path: string): string => harmless(nameOf(path));

/** Folders that may hold the `state.json` of a root. */
export const isRootName = (name: string): boolean => name === 'specs' || name === '.opencode';

const insideTask = new Set([
	'.lock',
	'.meta',
	'handoffs',
	'plans',
	'progress',
	'reports',
	'summaries',
]);

/** The place of a claimed path, from the path alone. */
export const placeOf = (path: string): Place => {
	const folder = parentOf(path);
	const name = nameOf(folder);
	if (isRootName(name)) {
		return {root: folder, folder: null};
	}

	const above = parentOf(folder);
	if (isRootName(nameOf(above)) && (name === 'archive' || name === '.meta-return')) {
		return {root: above, folder: null};
	}

	const vault = /^(.*\/(?:specs|\.opencode))\/vault\/[^/]+(?:\/archive)?$/.exec(folder);
	if (vault) {
		return {root: vault[1]!, folder: null};
	}

	return insideTask.has(name)
		? {root: parentOf(above), folder: nameOf(above)}
		: {root: above, folder: name};
};

const rootSuffix = /\/(?:(?:\.opencode|\.claude)\/specs|specs|\.opencode)$/;

/** The folder that paths inside the files are relative to: the project that a root belongs to. */
export const projectOf = (root: string): string => root.replace(rootSuffix, '');

/** A root as people call it: relative to the workspace. */
export const labelOf = (root: string, workspace: string): string =>
	harmless(
		root.startsWith(`${workspace}/`)
			? root.slice(workspace.length + 1)
			: root.slice(projectOf(root).length + 1) || nameOf(root),
	);
