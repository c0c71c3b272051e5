import {harmless} from '../text/harmless.ts';

/** The text around a place, in lines that can be shown anywhere. */
export type Excerpt = {
	/** Up to two lines before the one with the place. */
	readonly above: readonly string[];
	/** The line itself up to the place, and from there on; a caret belongs under the start of `after`. */
	readonly before: string;
	readonly after: string;
	/** The line below, or null when there is none. */
	readonly below: string | null;
};

/** Characters kept to each side of a place: more than fit beside it on any screen. */
const reach = 160;

/** @param offset in characters of the text, from 0. */
export const excerptAt = (text: string, offset: number): Excerpt => {
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	const lineEnd = endOfLine(text, offset);
	return {
		above: linesAbove(text, lineStart),
		before: visible(text.slice(Math.max(lineStart, offset - reach), offset)),
		after: visible(text.slice(offset, Math.min(lineEnd, offset + reach))),
		below:
			lineEnd >= text.length
				? null
				: visible(text.slice(lineEnd + 1, Math.min(endOfLine(text, lineEnd + 1), lineEnd + reach))),
	};
};

const mostAbove = 2;

const linesAbove = (text: string, lineStart: number): readonly string[] => {
	const lines: string[] = [];
	let end = lineStart - 1;
	while (end >= 0 && lines.length < mostAbove) {
		const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
		lines.unshift(visible(text.slice(start, Math.min(end, start + reach))));
		end = start - 1;
	}

	return lines;
};

const endOfLine = (text: string, from: number): number => {
	const end = text.indexOf('\n', from);
	return end === -1 ? text.length : end;
};

/** The symbols for control characters stand in this order, like the characters themselves. */
const pictures = 0x24_00;

/**
The text with everything a terminal would obey made visible instead of left out: a run of zero bytes or
an escape sequence in the middle of a file is just what one wants to see here.
*/
const visible = (text: string): string =>
	Array.from(text.replaceAll('\t', ' ').replace(/\r$/, ''), (character) => {
		const code = character.codePointAt(0)!;
		if (code < 0x20) {
			return String.fromCodePoint(pictures + code);
		}

		return harmless(character) === character ? character : '\uFFFD';
	}).join('');
