import {foldHyphens} from '../../text/hyphens.ts';

const hyphen = '[-\\u2010-\\u2014]';
/** `B-049`, `B‑052‑d`, `B-1004-QG`, `B-032-C1`. Suffixes are bounded, so that no text costs much. */
const shape = `[BCS]${hyphen}\\d{1,9}(?:${hyphen}?[A-Za-z]\\w{0,2}){0,3}`;

const whole = new RegExp(`^\\**\\s*(${shape})\\s*\\**$`);
const atStart = new RegExp(`^\\**(${shape})(?![\\w\\u2010-\\u2014])`);
// Not inside a word, a path or the name of a file: `PRD-B-050-Task-Generation.md` is no dependency.
const within = new RegExp(
	`(?<![\\w/.\\u2010-\\u2014-])[BCS]${hyphen}\\d{1,9}(?:${hyphen}[A-Za-z]\\w{0,2}){0,3}(?!\\w)`,
	'g',
);

/** The id of a cell that holds nothing else, as written; null for any other cell. */
export const idOfCell = (cell: string): string | null =>
	cell.length > 40 ? null : (whole.exec(cell)?.[1] ?? null);

/** The id a text begins with, as written, and the text after it. */
export const idAtStart = (text: string): {id: string; rest: string} | null => {
	const match = atStart.exec(text.slice(0, 60));
	return match ? {id: match[1]!, rest: text.slice(match[0].length)} : null;
};

/** All ids in a text, folded, each with the text up to the next one. */
export const idsWithin = (text: string): readonly {id: string; written: string; rest: string}[] => {
	const found = [...text.matchAll(within)];
	return found.map((match, index) => {
		const from = match.index + match[0].length;
		const to = found[index + 1]?.index ?? text.length;
		return {id: foldId(match[0]), written: match[0], rest: text.slice(from, to)};
	});
};

/** The id for comparing: one kind of hyphen. */
export const foldId = (id: string): string => foldHyphens(id.trim());

/** The title for comparing: without case, marks, and the width of blanks and hyphens. */
export const foldTitle = (title: string): string =>
	foldHyphens(title)
		.toLowerCase()
		.replaceAll(/[*_`~"'“”‘’]+/g, '')
		.replaceAll(/\s+/g, ' ')
		.trim();
