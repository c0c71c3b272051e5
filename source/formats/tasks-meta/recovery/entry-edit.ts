import {harmless} from '../../../text/harmless.ts';
import {editJson, type JsonChange, type JsonEdited} from '../../json-edit.ts';
import {readJson} from '../../json.ts';

/** The values of a task as the file has them, not made harmless. */
export type RawEntry = Readonly<Record<string, unknown>>;

type Found = {readonly at: readonly (string | number)[]; readonly value: RawEntry};

export const isObject = (value: unknown): value is RawEntry =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The root of a text that is known to be whole JSON. */
export const rootOf = (text: string): RawEntry => {
	try {
		const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
};

/** Where the tasks of a file stand: by id, or in a list. */
export const placesIn = (
	root: RawEntry,
): readonly {readonly id: string; readonly at: Found['at']; readonly value: unknown}[] => {
	const {tasks} = root;
	if (Array.isArray(tasks)) {
		return tasks.flatMap((value: unknown, index) => {
			const id = isObject(value) ? (value['task_id'] ?? value['id']) : undefined;
			return typeof id === 'string' ? [{id: harmless(id), at: ['tasks', index], value}] : [];
		});
	}

	return isObject(tasks)
		? Object.entries(tasks).map(([key, value]) => ({id: harmless(key), at: ['tasks', key], value}))
		: [];
};

/** Where one task stands; a text: why it can't be said for certain. */
export const entryIn = (text: string, id: string): Found | string => {
	const named = placesIn(rootOf(text)).filter((place) => place.id === id);
	const [first] = named;
	if (!first) {
		return `it has no entry for ${id}`;
	}

	return named.length > 1
		? `${id} stands in it ${named.length} times`
		: isObject(first.value)
			? {at: first.at, value: first.value}
			: `the entry of ${id} is no object`;
};

/** Values of a task to be set; undefined: the key is removed. */
export type EntryValues = Readonly<Record<string, unknown>>;

/** The text with other values for a task; of the rest not a byte differs. */
export const editEntry = (
	text: string,
	id: string,
	valuesOf: (entry: RawEntry) => EntryValues,
	more: readonly JsonChange[] = [],
): JsonEdited => {
	const found = entryIn(text, id);
	if (typeof found === 'string') {
		return {refusal: found};
	}

	const changes = Object.entries(valuesOf(found.value))
		.filter(([key, value]) => !Object.hasOwn(found.value, key) || found.value[key] !== value)
		.map(([key, value]): JsonChange => ({path: [...found.at, key], value}));
	return editJson(text, [...changes, ...more]);
};

/** A refusal of an edit with the file, and the line of a key that stands twice. */
export const withPlace = (refusal: string, name: string, text: string): string => {
	const key = /^the key "(.*)" stands twice/.exec(refusal)?.[1];
	const line =
		key === undefined
			? undefined
			: readJson(text).duplicateKeys.find((double) => double.key === harmless(key))?.line;
	return `${name}${line === undefined ? '' : `:${line}`} can't be edited: ${harmless(refusal)}`;
};
