import type {Backend} from './backend.ts';
import {type Folder, parentOf, type Territory} from './territory.ts';

/** Keeps the backend watching just the folders that matter. */
export type Attachment = {
	/**
	Watches what has come to matter, and no longer what has not.

	@param entered folders that may be others than before under the same name: what watched them is dead.
	@returns folders that are watched from now on, or soon: some backends take a moment.
	*/
	readonly sync: (entered: readonly string[]) => readonly string[];
	/** A folder could not be watched. */
	readonly noteTrouble: (folder: string) => void;
	/** Folders that matter and are not watched. */
	readonly unwatched: () => number;
	readonly isWatched: (folder: string) => boolean;
	/** How many folders are watched. */
	readonly count: () => number;
	/** Tries again what could not be watched. */
	readonly retry: () => void;
};

export const createAttachment = (territory: Territory, backend: Backend): Attachment => {
	const watched = new Set<string>();
	const troubled = new Set<string>();
	const watch = (folder: string): void => {
		troubled.delete(folder);
		watched.add(folder);
		backend.watch(folder);
	};

	return {
		sync(entered) {
			const begun = entered.filter((folder) => watched.has(folder));
			for (const folder of begun) {
				watch(folder);
			}

			const wanted = foldersToWatch(territory);
			for (const folder of watched) {
				if (!wanted.has(folder)) {
					watched.delete(folder);
					backend.unwatch(folder);
				}
			}

			for (const folder of troubled) {
				if (!wanted.has(folder)) {
					troubled.delete(folder);
				}
			}

			for (const folder of wanted) {
				if (!watched.has(folder) && !troubled.has(folder)) {
					watch(folder);
					begun.push(folder);
				}
			}

			return begun;
		},
		noteTrouble(folder) {
			if (watched.delete(folder)) {
				troubled.add(folder);
			}
		},
		unwatched: () => troubled.size,
		isWatched: (folder) => watched.has(folder),
		count: () => watched.size,
		retry() {
			for (const folder of Array.from(troubled)) {
				// The first that fails again ends it: the others would fail for the same reason.
				const before = troubled.size;
				watch(folder);
				if (troubled.size === before) {
					return;
				}
			}
		},
	};
};

/**
The folders in which something can happen that matters: each workspace, each folder that belongs to a
format as a whole, each that holds a claimed file; and those above them, so that a folder that is
moved away and back is noticed. In a large repository these are a few among many.
*/
export const foldersToWatch = ({folders}: Territory): ReadonlySet<string> => {
	const wanted = new Set<string>();
	for (const folder of folders.values()) {
		if (matters(folder)) {
			wanted.add(folder.path);
			let above = folder.path;
			while (above !== folder.root.path) {
				above = parentOf(above);
				if (wanted.has(above) || !folders.has(above)) {
					break;
				}

				wanted.add(above);
			}
		}
	}

	return wanted;
};

const matters = ({isOfFormat, claimed, path, root}: Folder): boolean =>
	isOfFormat || claimed.length > 0 || path === root.path;
