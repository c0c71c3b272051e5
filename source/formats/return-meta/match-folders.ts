import type {Folder} from './gather.ts';
import {slugOf} from './place.ts';
import type {StateTask} from './values.ts';

/** Slugs of folders may be cut at this length. */
const shortestCut = 20;

const fits = ({slug}: Folder, name: string): boolean =>
	slug === name || (slug.length >= shortestCut && name.startsWith(slug));

/**
The folder of each task: by number, and among several with that number by slug. Tasks that share a
number only get the folder with their slug.
*/
export const matchFolders = (
	tasks: readonly StateTask[],
	folders: readonly Folder[],
): ReadonlyMap<StateTask, Folder> => {
	const byNumber = new Map<number, Folder[]>();
	for (const folder of folders) {
		if (folder.number !== null) {
			const same = byNumber.get(folder.number);
			if (same) {
				same.push(folder);
			} else {
				byNumber.set(folder.number, [folder]);
			}
		}
	}

	const claimants = new Map<number, number>();
	for (const {number} of tasks) {
		if (number !== null) {
			claimants.set(number, (claimants.get(number) ?? 0) + 1);
		}
	}

	const matched = new Map<StateTask, Folder>();
	for (const task of tasks) {
		const candidates = task.number === null ? undefined : byNumber.get(task.number);
		if (!candidates) {
			continue;
		}

		const name = slugOf(task.name ?? '');
		const folder =
			candidates.find((candidate) => fits(candidate, name)) ??
			((claimants.get(task.number ?? -1) ?? 0) > 1 ? undefined : candidates[0]);
		if (folder) {
			matched.set(task, folder);
		}
	}

	return matched;
};
