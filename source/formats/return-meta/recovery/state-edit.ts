import type {Edit} from '../../../model/edit.ts';
import {editJson, type JsonChange} from '../../json-edit.ts';
import {asTaskNumber, type Fields, isRecord} from '../fields.ts';
import {type Scene, taskName, textOf} from './scene.ts';
import {named} from './words.ts';

export type Edited = {readonly edit: Edit} | {readonly refusal: string};

/** A change of one value of a task, its path seen from the entry of the task. */
export type EntryChange = JsonChange;

/** Changes the entry of a task in `state.json`; `changes` is given the entry exactly as it is written. */
export const editEntry = (
	scene: Scene,
	changes: (entry: Fields) => readonly EntryChange[],
): Edited => {
	const path = `${scene.root}/state.json`;
	const text = textOf(scene, path);
	const entries = text === null ? [] : entriesIn(text);
	const {number} = scene.evidence;
	const index = entries.findIndex(
		(entry) =>
			number !== null && isRecord(entry) && asTaskNumber(entry['project_number']) === number,
	);
	const entry = entries[index];
	if (text === null || !isRecord(entry)) {
		return {refusal: `${named(path, scene.workspace)} holds no ${taskName(scene)}`};
	}

	return editFile(
		scene,
		path,
		changes(entry).map(({path: inner, value}) => ({
			path: ['active_projects', index, ...inner],
			value,
		})),
	);
};

/** Changes values of a JSON file that was looked at. */
export const editFile = (scene: Scene, path: string, changes: readonly JsonChange[]): Edited => {
	const before = textOf(scene, path);
	if (before === null) {
		return {refusal: `${named(path, scene.workspace)} is not there, or is no text`};
	}

	const edited = editJson(before, changes);
	return 'refusal' in edited
		? {refusal: `${named(path, scene.workspace)}: ${edited.refusal}`}
		: {edit: {type: 'file', path, before, after: edited.text}};
};

const entriesIn = (text: string): readonly unknown[] => {
	const value = rawJson(text);
	const entries = isRecord(value) ? value['active_projects'] : null;
	return Array.isArray(entries) ? entries : [];
};

/** A text as JSON, every string exactly as it is written; undefined when it is none. */
export const rawJson = (text: string): unknown => {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
};
