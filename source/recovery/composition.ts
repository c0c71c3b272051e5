import type {Edit, FileEdit, MoveEdit, RowEdit} from '../model/edit.ts';
import {isEqual} from '../model/equality.ts';
import {rowName} from './row-name.ts';

/**
The edits of several drafts that were made one after the other, joined: one for each file from the first
text to the last, one for each row.
*/
export type Composition = {
	readonly files: ReadonlyMap<string, FileEdit>;
	/** By the old path. */
	readonly moves: ReadonlyMap<string, MoveEdit>;
	readonly folders: ReadonlySet<string>;
	/** By `rowName`; rows whose key the database makes have a name of their own each. */
	readonly rows: ReadonlyMap<string, RowEdit>;
};

export const noComposition: Composition = {
	files: new Map(),
	moves: new Map(),
	folders: new Set(),
	rows: new Map(),
};

/** All of them together with one more draft, or why they can't go together. */
export const composed = (
	before: Composition,
	edits: readonly Edit[],
): Composition | {readonly refusal: string} => {
	const files = new Map(before.files);
	const moves = new Map(before.moves);
	const folders = new Set(before.folders);
	const rows = new Map(before.rows);
	const targets = new Set([...moves.values()].map(({to}) => to));
	for (const edit of edits) {
		switch (edit.type) {
			case 'file': {
				if (moves.has(edit.path) || targets.has(edit.path)) {
					return {refusal: `${edit.path} would be changed and moved at once: one after the other`};
				}

				const first = files.get(edit.path);
				files.set(edit.path, first ? {...edit, before: first.before} : edit);
				break;
			}

			case 'move': {
				const known = moves.get(edit.path);
				if (known && isEqual(known, edit)) {
					break;
				}

				const isTaken =
					known !== undefined ||
					[edit.path, edit.to].some((path) => files.has(path) || targets.has(path));
				if (isTaken) {
					return {refusal: `${edit.path} would be changed and moved at once: one after the other`};
				}

				moves.set(edit.path, edit);
				targets.add(edit.to);
				break;
			}

			case 'remove-folder': {
				folders.add(edit.path);
				break;
			}

			case 'row': {
				const name = rowName(edit, rows.size);
				const first = rows.get(name);
				rows.set(name, first ? {...edit, before: first.before} : edit);
				break;
			}
		}
	}

	return {files, moves, folders, rows};
};

/** As a plan has them: what cancels out is gone. */
export const editsOf = ({files, moves, folders, rows}: Composition): readonly Edit[] => [
	...[...files.values()].filter(({before, after}) => before !== after),
	...moves.values(),
	...[...rows.values()].filter(({before, after}) => !isEqual(before, after)),
	...[...folders].map((path): Edit => ({type: 'remove-folder', path})),
];
