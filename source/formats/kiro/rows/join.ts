import type {Document} from '../../format.ts';
import {folderOf, projectOf} from '../claims.ts';
import {specFolderOf} from '../parse-state.ts';
import type {Checkpoint, Entry} from '../values.ts';
import type {ListRows} from './list-rows.ts';

/** What a checkpoint speaks of. */
export type Joined = {
	/** The lists of the spec it names. */
	readonly lists: readonly ListRows[];
	/** The entry it names, and its list; null when no list has it. */
	readonly target: {readonly rows: ListRows; readonly index: number; readonly entry: Entry} | null;
	/** The id, as lists write it. */
	readonly id: string | null;
	/** Whether the id has the form of those in lists; else it is a name the agent made up. */
	readonly isNumber: boolean;
};

/** `1`, `task_1`, `Task 2.3.` -> the number as lists write it. */
export const plainId = (id: string): string =>
	id.replace(/^task[\s_-]*(?=\d)/i, '').replace(/[.:]+$/, '');

/** Finds the entry a checkpoint names, in the lists of the spec it names and nowhere else. */
export const join = (
	document: Document<Checkpoint>,
	checkpoint: Checkpoint,
	all: readonly ListRows[],
): Joined => {
	const id = checkpoint.taskId ? plainId(checkpoint.taskId.value) : null;
	const isNumber = id !== null && /^\d+(?:\.\d+)*[a-z]?$/.test(id);
	const folder = specFolderOf(projectOf(document.path), checkpoint.specName?.value ?? null);
	if (folder === null) {
		return {lists: [], target: null, id, isNumber};
	}

	const lists = listsOf(
		folder,
		all.filter(({isArchived}) => !isArchived),
	);
	for (const rows of id === null ? [] : lists) {
		const index = rows.list.entries.findIndex((entry) => entry.id === id);
		if (index !== -1) {
			return {lists, target: {rows, index, entry: rows.list.entries[index]!}, id, isNumber};
		}
	}

	return {lists, target: null, id, isNumber};
};

/** The lists of a spec's folder: that of the spec itself comes before those of its parts. */
export const listsOf = <List extends {readonly document: {readonly path: string}}>(
	folder: string,
	all: readonly List[],
): readonly List[] =>
	all
		.filter(({document: {path}}) => path.startsWith(`${folder}/`))
		.toSorted((a, b) => rank(a.document.path, folder) - rank(b.document.path, folder));

const rank = (path: string, folder: string): number =>
	path === `${folder}/tasks.md` ? 0 : folderOf(path) === folder ? 1 : 2;
