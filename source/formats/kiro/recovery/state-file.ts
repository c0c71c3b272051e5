import {isEqual} from '../../../model/equality.ts';
import type {Original} from '../../../model/original.ts';
import {harmlessDeep} from '../../../text/harmless.ts';
import {editJson, type JsonChange} from '../../json-edit.ts';
import {readJson} from '../../json.ts';
import {readCheckpoint} from '../checkpoint-fields.ts';
import {projectOf} from '../claims.ts';
import type {Checkpoint} from '../values.ts';
import {placeOf} from './places.ts';

/** The checkpoint as it lies on the disk now, whole and certain. */
export type StateFile = {
	readonly path: string;
	/** For people. */
	readonly place: string;
	/** Exact. */
	readonly text: string;
	/** Epoch milliseconds. */
	readonly modifiedAt: number;
	readonly checkpoint: Checkpoint;
	/** Its value as written, not harmless. */
	readonly raw: Section;
	readonly lineOf: (path: readonly string[]) => number;
};

type Section = Readonly<Record<string, unknown>>;

export type Refusal = {readonly refusal: string};

/** A value of the checkpoint that is to be another one. */
export type Field = {
	readonly section: 'task_details' | 'context' | 'error_recovery' | null;
	readonly key: string;
	/** An empty text where the key is missing is not written: it says no more than that. */
	readonly value: unknown;
};

/** Reads the checkpoint anew; refuses what can't be edited without guessing. */
export const readStateFile = (
	original: Exclude<Original, {type: 'refused'}>,
	path: string,
	workspace: string,
): StateFile | Refusal => {
	const place = placeOf(workspace, path);
	if (original.type === 'absent') {
		return {refusal: `${place} is not there any more`};
	}

	if (original.type !== 'text') {
		return {refusal: `${place} is not UTF-8: it can't be edited`};
	}

	const {text, modifiedAt} = original;
	const reading = readJson(text);
	const {value, damage, duplicateKeys} = reading;
	if (damage) {
		return {refusal: `${place}:${damage.line}:${damage.column} is broken: ${damage.message}`};
	}

	const [twice] = duplicateKeys;
	if (twice) {
		return {refusal: `${place}:${twice.line}: the key "${twice.key}" stands twice`};
	}

	const {checkpoint} = readCheckpoint(value, {
		path,
		project: projectOf(path),
		lineOf: (at) => reading.lineOf(at),
		brokenAt: null,
	});
	return checkpoint
		? {
				path,
				place,
				text,
				modifiedAt,
				checkpoint,
				raw: JSON.parse(text.replace(/^\uFEFF/, '')) as Section,
				lineOf: (at) => reading.lineOf(at),
			}
		: {refusal: `${place}:1: it names no task: it is no checkpoint`};
};

/** The text with other values in some fields, and not a byte changed beside them. */
export const editState = (
	{text, raw, place, lineOf}: StateFile,
	fields: readonly Field[],
): {readonly text: string} | Refusal => {
	const wanted = fields.filter((field) => isNews(raw, field));
	const odd = wanted.find((field) => !isAlike(valueAt(raw, field), field.value));
	if (odd) {
		const path = [odd.section, odd.key].filter((part) => part !== null);
		return {refusal: `${place}:${lineOf(path)}: ${path.join('.')} is not what it should be`};
	}

	const edited = editJson(text, changesOf(raw, wanted));
	if ('refusal' in edited) {
		return {refusal: `${place}: ${edited.refusal}`};
	}

	// Keys that differ only in signs nobody sees are read as one; an edit of the other would be for nothing.
	const after = readJson(edited.text).value;
	return wanted.every((field) => isEqual(valueAt(after, field), harmlessDeep(field.value)))
		? edited
		: {refusal: `${place}: its keys hold characters that are not shown`};
};

const isNews = (raw: Section, field: Field): boolean => {
	const now = valueAt(raw, field);
	return now === undefined ? field.value !== '' : !isEqual(now, field.value);
};

/** Whether one value may take the place of another: a list that of a list, a word that of a word. */
const isAlike = (now: unknown, value: unknown): boolean =>
	now === undefined ||
	now === null ||
	(Array.isArray(value) ? Array.isArray(now) : typeof now !== 'object');

const valueAt = (value: unknown, {section, key}: Field): unknown => {
	const owner = section === null ? value : own(value, section);
	return own(owner, key);
};

const own = (owner: unknown, key: string): unknown =>
	typeof owner === 'object' && owner !== null && Object.hasOwn(owner, key)
		? Reflect.get(owner, key)
		: undefined;

/** A section that is null is as good as none: the first of its fields makes it. */
const changesOf = (raw: Section, fields: readonly Field[]): readonly JsonChange[] => {
	const made = new Set<string>();
	return fields.map(({section, key, value}): JsonChange => {
		if (section === null) {
			return {path: [key], value};
		}

		if (own(raw, section) !== null || made.has(section)) {
			return {path: [section, key], value};
		}

		made.add(section);
		return {path: [section], value: {[key]: value}};
	});
};
