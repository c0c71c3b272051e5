import {type Draft, ready, refused} from '../../recovery.ts';
import type {Entry} from '../values.ts';
import {type ListFile, type Mark, markBoxes, ownMark} from './list-file.ts';

/** A draft that sets the boxes of some tasks of one list, and nothing else. */
export const marked = (
	file: ListFile,
	entries: readonly Entry[],
	to: Mark['to'],
	more: Parameters<typeof ready>[1] = {},
): Draft => {
	const marks: Mark[] = [];
	for (const entry of entries) {
		const from = ownMark(entry, file.list);
		if (from === null) {
			return refused(headingRefusal(file.place, entry));
		}

		marks.push({line: entry.line, from, to});
	}

	return markedLines(file, marks, more);
};

/** The same for boxes that are no tasks of their own. */
export const markedLines = (
	file: ListFile,
	marks: readonly Mark[],
	more: Parameters<typeof ready>[1] = {},
): Draft => {
	const edited = markBoxes(file, marks);
	return 'refusal' in edited
		? refused(edited.refusal)
		: ready([{type: 'file', path: file.path, before: file.text, after: edited.text}], more);
};

export const headingRefusal = (place: string, {id, line}: Entry): string =>
	`${place}:${line}: ${id} is a heading without a box of its own`;
