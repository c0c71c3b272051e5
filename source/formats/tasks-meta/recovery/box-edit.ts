import type {Row} from '../row.ts';
import type {Present} from './look-again.ts';
import {shownPath} from './words.ts';

/** What is to stand in a box; the tool ticks with a capital. */
export type Mark = ' ' | 'X';

type BoxEdited = {readonly text: string} | {readonly refusal: string};

// A second box after the first: which of them counts is a guess.
const box = /^(\s*[-*+]\s*\[)[ xX~-]\](?!\s*-\s*\[[ xX]\])/;

/** Longer lines are not looked at any further, as when they are read. */
const longest = 8192;

/** The text with other marks in the boxes of some lines (from 1); of the rest not a byte differs. */
export const markBoxes = (
	text: string,
	lines: readonly number[],
	mark: Mark,
	name: string,
): BoxEdited => {
	const wanted = new Set(lines);
	const at: number[] = [];
	let start = 0;
	for (let number = 1; at.length < wanted.size; number++) {
		const end = lineEnd(text, start);
		if (wanted.has(number)) {
			const match = box.exec(text.slice(start, Math.min(end, start + longest)));
			if (!match) {
				return {refusal: `${name}:${number} has no single box: correct it by hand`};
			}

			at.push(start + match[1]!.length);
		}

		if (end === text.length) {
			break;
		}

		start = end + (text.startsWith('\r\n', end) ? 2 : 1);
	}

	return at.length < wanted.size
		? {refusal: `${name} has no line ${Math.max(...lines)} any more`}
		: {text: marked(text, at, mark)};
};

const lineEnd = (text: string, start: number): number => {
	for (let index = start; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 10 || code === 13) {
			return index;
		}
	}

	return text.length;
};

const marked = (text: string, offsets: readonly number[], mark: Mark): string => {
	const parts: string[] = [];
	let from = 0;
	for (const offset of offsets) {
		parts.push(text.slice(from, offset), mark);
		from = offset + 1;
	}

	return [...parts, text.slice(from)].join('');
};

/** What would have to be done to the box of a task. */
export type BoxNeed =
	| {readonly type: 'nothing'}
	| {readonly type: 'mark'; readonly path: string; readonly line: number}
	| {readonly type: 'refused'; readonly reason: string};

const nothing: BoxNeed = {type: 'nothing'};

/**
Whether the box of a task has to change. An id that is declared twice has two boxes, and nobody says
which of them is meant. A box of another kind (`[~]`) is a person's word and stays, except where the
task is to be done again: the tool only does what stands behind `[ ]`.
*/
export const boxNeedOf = (
	{listed, id}: Row,
	present: Present,
	mark: Mark,
	isOfAnyKind: boolean,
): BoxNeed => {
	const box = listed?.item.box ?? null;
	const isWrong = box === (mark === ' ' ? 'ticked' : 'open') || (isOfAnyKind && box === 'other');
	if (!listed || !isWrong) {
		return nothing;
	}

	const all = present.feature.items.filter(({item}) => item.id === id);
	const {path} = listed.source;
	if (all.length > 1) {
		const name = shownPath(path, present.feature.workspace);
		const lines = all.map(({item}) => item.line).join(', ');
		return {
			type: 'refused',
			reason: `${id} stands ${all.length} times in ${name} (lines ${lines}): correct the box by hand`,
		};
	}

	return {type: 'mark', path, line: listed.item.line};
};
