import type {FileEdit} from '../../../model/edit.ts';
import type {Row} from '../row.ts';
import {type Mark, markBoxes} from './box-edit.ts';
import {withPlace} from './entry-edit.ts';
import type {Present} from './look-again.ts';
import {setStatuses} from './set-statuses.ts';
import type {Edited} from './task-edits.ts';
import {shownPath} from './words.ts';

export type StatusChange = {readonly row: Row; readonly status: string};
export type MarkChange = {readonly row: Row; readonly mark: Mark};

/** The edits of many tasks of one feature: one for each file. */
export const featureEdits = (
	{texts, feature: {workspace}}: Present,
	statuses: readonly StatusChange[],
	marks: readonly MarkChange[],
): Edited => {
	const after = new Map<string, string>();
	const byMetadata = Map.groupBy(statuses, ({row}) => row.stored!.source.path);
	for (const [path, changes] of byMetadata) {
		const text = texts.get(path)!;
		const name = shownPath(path, workspace);
		const edited = setStatuses(text, new Map(changes.map(({row, status}) => [row.id, status])));
		if ('refusal' in edited) {
			return {refusal: withPlace(edited.refusal, name, text)};
		}

		after.set(path, edited.text);
	}

	const byBox = Map.groupBy(marks, ({row, mark}) => `${mark} ${row.listed!.source.path}`);
	for (const changes of byBox.values()) {
		const [{row, mark}] = changes as [MarkChange];
		const {path} = row.listed!.source;
		const lines = changes.map((change) => change.row.listed!.item.line);
		const edited = markBoxes(
			after.get(path) ?? texts.get(path)!,
			lines,
			mark,
			shownPath(path, workspace),
		);
		if ('refusal' in edited) {
			return edited;
		}

		after.set(path, edited.text);
	}

	return {
		edits: [...after]
			.map(([path, text]): FileEdit => ({
				type: 'file',
				path,
				before: texts.get(path)!,
				after: text,
			}))
			.filter((edit) => edit.before !== edit.after),
	};
};
