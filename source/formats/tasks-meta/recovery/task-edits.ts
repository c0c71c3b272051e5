import type {FileEdit} from '../../../model/edit.ts';
import type {JsonChange} from '../../json-edit.ts';
import {boxNeedOf, type Mark, markBoxes} from './box-edit.ts';
import {editEntry, type EntryValues, type RawEntry, withPlace} from './entry-edit.ts';
import type {PresentTask} from './look-again.ts';
import {shownPath} from './words.ts';

type TaskChange = {
	readonly valuesOf?: (entry: RawEntry) => EntryValues;
	/** Elsewhere in the same file. */
	readonly more?: readonly JsonChange[];
	/** Null: the box stays as it is. */
	readonly mark: Mark | null;
	/** Whether a box of another kind, `[~]`, is marked as well. */
	readonly isOfAnyKind?: boolean;
};

export type Edited = {readonly edits: readonly FileEdit[]} | {readonly refusal: string};

/** The edits of metadata and list that one task needs. */
export const taskEdits = (
	present: PresentTask,
	{valuesOf, more, mark, isOfAnyKind = false}: TaskChange,
): Edited => {
	const {row, texts, feature} = present;
	const edits: FileEdit[] = [];
	if (valuesOf) {
		const {path} = row.stored.source;
		const before = texts.get(path)!;
		const edited = editEntry(before, row.id, valuesOf, more);
		if ('refusal' in edited) {
			return {refusal: withPlace(edited.refusal, shownPath(path, feature.workspace), before)};
		}

		edits.push({type: 'file', path, before, after: edited.text});
	}

	const need =
		mark === null ? ({type: 'nothing'} as const) : boxNeedOf(row, present, mark, isOfAnyKind);
	if (need.type === 'refused') {
		return {refusal: need.reason};
	}

	if (need.type === 'mark') {
		const {path, line} = need;
		const before = texts.get(path)!;
		const edited = markBoxes(before, [line], mark!, shownPath(path, feature.workspace));
		if ('refusal' in edited) {
			return edited;
		}

		edits.push({type: 'file', path, before, after: edited.text});
	}

	return {edits: edits.filter(({before, after}) => before !== after)};
};
