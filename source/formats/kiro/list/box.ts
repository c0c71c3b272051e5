import {readable} from './title.ts';

/** A checkbox line, with or without a number. */
export type Box = {
	/** Columns of indentation. */
	readonly indentation: number;
	readonly mark: string;
	readonly isOptional: boolean;
	readonly isParallel: boolean;
	/** `2.1`, or null for a box without a number. */
	readonly id: string | null;
	/** Readable, without its number. */
	readonly title: string;
};

// Read piece by piece: one pattern for the whole line would be slow on hostile blanks.
const opening = /^(\s*)[-*+]\s+\[(.)\]/u;
const stars = /^(\*?)\s*(\**)/;
const number = /^(\d{1,6}(?:\.\d{1,6}){0,9}[a-z]?)(?:\.?\**[:.)]?\**(?=\s|$)|\.?\**[:：])/;
const parallel = /^\(P\)\s*/;

/** Reads a line as a checkbox; null when it is none. */
export const readBox = (line: string): Box | null => {
	const start = opening.exec(line);
	if (!start) {
		return null;
	}

	const rest = line.slice(start[0].length);
	const [marks = '', near = '', far = ''] = stars.exec(rest) ?? [];
	// One star is the sign for optional; two begin bold text; three are both.
	const isOptional = near === '*' ? far.length !== 1 : far.length % 2 === 1;
	const text = rest.slice(marks.length).trimStart();
	const id = number.exec(text);
	const after = (id ? text.slice(id[0].length) : text).trimStart();
	const isParallel = id !== null && parallel.test(after);
	return {
		indentation: start[1]!.length,
		mark: start[2]!,
		isOptional,
		isParallel,
		id: id?.[1] ?? null,
		title: readable(isParallel ? after.replace(parallel, '') : after),
	};
};
