import type {Claim, Format} from '../formats/format.ts';
import type {Note} from './note.ts';
import type {Stamp} from './stamp.ts';

/** A claimed path, with everything needed to read it. */
export type ClaimedFile = {
	readonly path: string;
	/** The workspace it was found in. */
	readonly workspace: string;
	readonly format: Format;
	readonly claim: Claim;
	/** Reached through a link: nobody reports when what it leads to changes. */
	readonly isLink: boolean;
	/** Where a link may lead: into one of these. */
	readonly roots: readonly Root[];
};

/** A folder that was entered, with what has to be remembered to enter it again cheaply. */
export type Folder = {
	readonly path: string;
	/** Where it really is: differs below a link. */
	readonly realPath: string;
	readonly root: Root;
	/** It is, or lies below, a folder that some format calls its own. */
	readonly isOfFormat: boolean;
	/** As it was when it was listed; null: not asked then. */
	stamp: Stamp | null;
	/** Epoch ms at which it was listed. */
	listedAt: number;
	/** Names of the folders in it that are entered. */
	folders: readonly string[];
	/** Names of links in it that lead to folders. */
	links: readonly string[];
	/** Names of claimed entries in it. */
	claimed: readonly string[];
};

/** A workspace as given, made absolute, with `/` between names. */
export type Root = {
	readonly path: string;
	/** Null while it is not there. */
	realPath: string | null;
};

/** Everything that has been found: folders and claimed files below the workspaces. */
export type Territory = {
	readonly roots: readonly Root[];
	readonly formats: readonly Format[];
	readonly isIgnored: (name: string) => boolean;
	/** Whether a folder of this name belongs to a format as a whole. */
	readonly isFormatFolder: (name: string) => boolean;
	readonly folders: Map<string, Folder>;
	/** Real path -> path, of folders that are known by a link. */
	readonly linked: Map<string, string>;
	readonly files: Map<string, ClaimedFile>;
	/** Path -> what could not be done there. */
	readonly notes: Map<string, Note>;
};

export const createTerritory = (options: {
	roots: readonly Root[];
	formats: readonly Format[];
	isIgnored: (name: string) => boolean;
}): Territory => {
	const names = new Set(options.formats.flatMap((format) => format.folders));
	return {
		...options,
		isFormatFolder: (name) => names.has(name),
		folders: new Map(),
		linked: new Map(),
		files: new Map(),
		notes: new Map(),
	};
};

/** A folder about to be entered for the first time. */
export const newFolder = (
	{isFormatFolder}: Territory,
	root: Root,
	path: string,
	realPath: string,
	parent?: Folder,
): Folder => ({
	path,
	realPath,
	root,
	isOfFormat: (parent?.isOfFormat ?? false) || isFormatFolder(nameOf(path)),
	stamp: null,
	listedAt: 0,
	folders: [],
	links: [],
	claimed: [],
});

/** Notes a claimed entry of a folder; what is known of it already stays. */
export const addFile = (
	{files, roots}: Territory,
	folder: Folder,
	name: string,
	isLink: boolean,
	claimed: Pick<ClaimedFile, 'format' | 'claim'>,
): void => {
	const path = joinPath(folder.path, name);
	if (files.get(path)?.isLink !== isLink) {
		files.set(path, {path, workspace: folder.root.path, ...claimed, isLink, roots});
	}
};

export const dropFile = (territory: Territory, path: string): void => {
	if (!territory.files.delete(path)) {
		return;
	}

	const folder = territory.folders.get(parentOf(path));
	if (folder) {
		const name = nameOf(path);
		folder.claimed = folder.claimed.filter((other) => other !== name);
	}
};

/** Forgets a folder with all below it; returns the claimed files that were there. */
export const dropFolder = (territory: Territory, path: string): readonly string[] => {
	const gone: string[] = [];
	const waiting = [path];
	let next = waiting.pop();
	while (next !== undefined) {
		const folder = territory.folders.get(next);
		territory.folders.delete(next);
		territory.notes.delete(next);
		territory.notes.delete(lostIn(next));
		if (folder) {
			if (territory.linked.get(folder.realPath) === next) {
				territory.linked.delete(folder.realPath);
			}

			for (const name of folder.claimed) {
				gone.push(joinPath(next, name));
			}

			for (const name of [...folder.folders, ...folder.links]) {
				waiting.push(joinPath(next, name));
			}
		}

		next = waiting.pop();
	}

	return gone;
};

/** Where the note about names in a folder is kept that cannot be read: no file can be called so. */
export const lostIn = (folder: string): string => `${folder}/\0`;

export const joinPath = (folder: string, name: string): string =>
	folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;

export const parentOf = (path: string): string => {
	const end = path.lastIndexOf('/');
	return end <= 0 ? '/' : path.slice(0, end);
};

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
