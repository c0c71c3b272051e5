import type {Original} from '../../../model/original.ts';
import {projectOf} from '../claims.ts';
import {specFolderOf} from '../parse-state.ts';
import {listsOf, plainId} from '../rows/join.ts';
import {isOpenRequired, treeOf} from '../rows/tree.ts';
import type {Checkpoint, TaskList} from '../values.ts';
import {findEntry, type Found, ownMark, readListFile} from './list-file.ts';
import type {Refusal} from './state-file.ts';

/** The entry of a list that a checkpoint speaks of. */
export type Joined = Found;

/** Paths of the lists of the spec that a checkpoint names, in the order in which they are asked. */
export const listPathsOf = (
	statePath: string,
	{specName}: Checkpoint,
	paths: readonly string[],
): readonly string[] => {
	const folder = specFolderOf(projectOf(statePath), specName?.value ?? null);
	return folder === null
		? []
		: listsOf(
				folder,
				paths.map((path) => ({document: {path}})),
			).map(({document}) => document.path);
};

/** The id of a checkpoint as lists write it; null: it names no task. */
export const idOf = ({taskId}: Checkpoint): string | null =>
	taskId ? plainId(taskId.value) : null;

/** Finds the task of a checkpoint in the lists as they are now; null: none has it. */
export const joinBox = (
	id: string | null,
	lists: readonly {
		readonly path: string;
		readonly original: Exclude<Original, {type: 'refused'}>;
	}[],
	workspace: string,
): Joined | Refusal | null => {
	for (const {path, original} of id === null ? [] : lists) {
		const file = readListFile(original, path, workspace);
		if (file && 'refusal' in file) {
			return file;
		}

		const found = file && findEntry(file, id!);
		if (found) {
			return found;
		}
	}

	return null;
};

/** Whether a task has tasks below it; its box follows from theirs, and is not touched. */
export const isParent = ({entry}: Joined): boolean => !entry.isLeaf;

/** Whether nothing required is open below an entry. */
export const isDoneBelow = (list: TaskList, index: number): boolean =>
	!(treeOf(list).below.get(index) ?? []).some((leaf) => isOpenRequired(list.entries[leaf]!));

/** Why a box can't be set for a task, or null. */
export const boxless = ({file, entry}: Joined): string | null =>
	ownMark(entry, file.list) === null
		? `${file.place}:${entry.line}: ${entry.id} is a heading without a box of its own`
		: null;
