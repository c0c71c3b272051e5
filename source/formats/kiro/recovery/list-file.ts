import type {Original} from '../../../model/original.ts';
import {harmless} from '../../../text/harmless.ts';
import {splitMarkdown} from '../list/lines.ts';
import {recognise} from '../list/list-line.ts';
import {parseList} from '../list/parse-list.ts';
import type {Entry, TaskList} from '../values.ts';
import {placeOf} from './places.ts';
import type {Refusal} from './state-file.ts';

/** A task list as it lies on the disk now. */
export type ListFile = {
	readonly path: string;
	/** For people. */
	readonly place: string;
	/** Exact. */
	readonly text: string;
	readonly list: TaskList;
};

/** Reads a list anew; null: there is no task in it, or no file. */
export const readListFile = (
	original: Exclude<Original, {type: 'refused'}>,
	path: string,
	workspace: string,
): ListFile | Refusal | null => {
	const place = placeOf(workspace, path);
	if (original.type === 'absent') {
		return null;
	}

	if (original.type !== 'text') {
		return {refusal: `${place} is not UTF-8: it can't be edited`};
	}

	const {list} = parseList(original.text);
	return list && {path, place, text: original.text, list};
};

export type Found = {
	readonly file: ListFile;
	readonly entry: Entry;
	readonly index: number;
};

/** The one entry of an id; null: none has it. Two of the same id can't be told apart. */
export const findEntry = (file: ListFile, id: string): Found | Refusal | null => {
	const found = [...file.list.entries.entries()].filter(([, entry]) => entry.id === id);
	const [first, second] = found;
	if (second) {
		const lines = found.map(([, {line}]) => line);
		return {
			refusal: `${file.place}:${second[1].line}: ${id} stands there more than once (lines ${lines.slice(0, 5).join(', ')})`,
		};
	}

	return first ? {file, entry: first[1], index: first[0]} : null;
};

/** A box that is to have another mark. */
export type Mark = {
	/** From 1. */
	readonly line: number;
	readonly from: string;
	readonly to: string;
};

const opening = /^(\s*[-*+]\s+\[)(.)\]/u;

/** Longer indentation no reader of lists looks through. */
const longest = 2000;

/** The text with other marks in some boxes: one character each, and nothing beside it. */
export const markBoxes = (
	{text, place}: ListFile,
	marks: readonly Mark[],
): {readonly text: string} | Refusal => {
	const starts = lineStarts(text, new Set(marks.map(({line}) => line)));
	let edited = '';
	let done = 0;
	for (const {line, from, to} of marks.toSorted((a, b) => a.line - b.line)) {
		const start = starts.get(line) ?? text.length;
		const [, lead, mark] = opening.exec(text.slice(start, start + longest)) ?? [];
		if (lead === undefined || mark !== from) {
			return {refusal: `${place}:${line}: no box [${harmless(from)}] stands there as it is shown`};
		}

		const at = start + lead.length;
		edited += text.slice(done, at) + to;
		done = at + mark.length;
	}

	return {text: edited + text.slice(done)};
};

/** Line (from 1) -> offset of its first character, for the lines asked for. */
const lineStarts = (text: string, wanted: ReadonlySet<number>): ReadonlyMap<number, number> => {
	const starts = new Map<number, number>();
	const last = Math.max(0, ...wanted);
	const ends = /\r\n|\n|\r/g;
	for (let line = 1, start = 0; line <= last; line++) {
		if (wanted.has(line)) {
			starts.set(line, start);
		}

		ends.lastIndex = start;
		const end = ends.exec(text);
		start = end ? end.index + end[0].length : text.length;
	}

	return starts;
};

/** The mark of a box that an entry has of its own; null: its status is told by a heading or by steps. */
export const ownMark = ({rawStatus}: Entry, {style}: TaskList): string | null =>
	style === 'headings' ? null : (/^\[(.)\]$/u.exec(rawStatus)?.[1] ?? null);

/** The boxes that are steps of a heading, up to the next heading of its rank. */
export const stepBoxes = (
	{text, list}: ListFile,
	index: number,
): readonly {readonly line: number; readonly mark: string}[] => {
	const start = list.entries[index]!.line;
	const boxes: {line: number; mark: string}[] = [];
	let level: number | null = null;
	for (const line of splitMarkdown(text).lines) {
		if (line.number < start) {
			continue;
		}

		const {box, heading} = recognise(line);
		if (line.number === start) {
			level = heading?.level ?? null;
		} else if (heading && (heading.id !== null || level === null || heading.level <= level)) {
			break;
		} else if (box) {
			boxes.push({line: line.number, mark: box.mark});
		}
	}

	return boxes;
};
