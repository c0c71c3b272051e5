import type {Box} from './status.ts';

/** A line of a task list that names a task, taken apart. */
export type TaskLine = {
	readonly id: string;
	readonly box: Box;
	readonly boxText: string | null;
	readonly tags: readonly string[];
	readonly text: string;
	/** How the task is named: a box, a bold bullet or a heading. */
	readonly form: 'box' | 'bullet' | 'heading';
	readonly hasNumber: boolean;
};

/** Longer lines are cut before they are looked at. */
export const maximumLineLength = 8192;

// `- [ ]`, `* [x]`, `- [~]`, also the doubled box `- [x] - [x]`.
const boxed = /^\s*[-*+]\s*\[([ xX~-])\](?:\s*-\s*\[[ xX]\])?\s*/;
const tag = /^\[([^[\]]+)\](?!\()\s*/;
// Ids are at most 64 characters, so that no line can make these patterns try twice.
const id = /^\**(T[\w.-]{1,63})\**[:.]?(?=\s|$|\[|\*)\**\s*/;
const number = /^\**(\d{1,9}(?:\.\d{1,9}){0,6})[.):]?\**(?=\s|$)\s*/;
const bullet = /^\s*[-*+]\s+\*\*(T[\w.-]{1,63})(?::\*\*|\*\*:?)\s*/;
const heading = /^#{2,4}\s+\**(T[\w.-]{1,63})\**(?=\s|:|$)\s*(?:[:—–-]\s*)?/;
const range = /\d-T?\d/;
const trailingTag = /^\[(P|SYNC|ASYNC|US[\w./-]{0,60})\]$/i;
const modeInBrackets = /^\((A?SYNC)\)$/i;

/** "Test2" begins a sentence; ids have a digit and no small letter after their T. */
const isId = (text: string): boolean => !/^T[a-z]/.test(text) && /\d/.test(text);

const boxes: ReadonlyMap<string, Box> = new Map([
	[' ', 'open'],
	['x', 'ticked'],
	['X', 'ticked'],
	['~', 'other'],
	['-', 'other'],
]);

/** Reads one line; null when it names no task. */
export const readTaskLine = (line: string): TaskLine | null => {
	const box = boxed.exec(line);
	return box ? readBoxed(line.slice(box[0].length), box[1]!) : readUnboxed(line);
};

const readBoxed = (text: string, mark: string): TaskLine | null => {
	const before = takeTags(text);
	const named = id.exec(before.rest);
	const numbered = named ? null : number.exec(before.rest);
	const match = named ?? numbered;
	if (!match || (named && !isId(named[1]!))) {
		return null;
	}

	const after = takeTags(before.rest.slice(match[0].length));
	const end = takeTrailingTags(after.rest);
	return {
		id: trimId(match[1]!),
		box: boxes.get(mark)!,
		boxText: `[${mark}]`,
		tags: [...before.tags, ...after.tags, ...end.tags],
		text: end.rest,
		form: 'box',
		hasNumber: numbered !== null,
	};
};

const readUnboxed = (line: string): TaskLine | null => {
	const bold = bullet.exec(line);
	const match = bold ?? heading.exec(line);
	if (!match || !isId(match[1]!) || range.test(match[1]!)) {
		return null;
	}

	const after = takeTags(line.slice(match[0].length));
	const end = takeTrailingTags(after.rest);
	return {
		id: trimId(match[1]!),
		box: null,
		boxText: null,
		tags: [...after.tags, ...end.tags],
		text: end.rest,
		form: bold ? 'bullet' : 'heading',
		hasNumber: false,
	};
};

/** "T001." at the end of a sentence is T001. */
const trimId = (written: string): string => written.replace(/[.-]{1,63}$/, '');

const takeTags = (text: string): {tags: readonly string[]; rest: string} => {
	const tags: string[] = [];
	let rest = text;
	let match = tag.exec(rest);
	while (match) {
		tags.push(match[1]!.trim());
		rest = rest.slice(match[0].length);
		match = tag.exec(rest);
	}

	return {tags, rest};
};

const takeTrailingTags = (text: string): {tags: readonly string[]; rest: string} => {
	const tags: string[] = [];
	let rest = text.trimEnd();
	for (;;) {
		const start = Math.max(rest.lastIndexOf('['), rest.lastIndexOf('('));
		const end = start === -1 ? '' : rest.slice(start);
		const match = trailingTag.exec(end) ?? modeInBrackets.exec(end);
		if (!match) {
			return {tags, rest};
		}

		tags.unshift(match[1]!);
		rest = rest.slice(0, start).trimEnd();
	}
};
