import stringWidth from 'string-width';
import {graphemesOf, isPlain} from './graphemes.ts';

/** Columns a text takes in a terminal: wide characters take two, combining marks none. */
export const displayWidth = (text: string): number =>
	isPlain(text) ? text.length : stringWidth(text);

const ellipsis = '…';

/**
Shortens a text to at most `width` columns, ending in `…` where something was cut. Never splits a
grapheme, so emoji and combined characters stay whole.
*/
export const truncate = (text: string, width: number): string => {
	if (width <= 0) {
		return '';
	}

	if (isPlain(text)) {
		return text.length <= width ? text : text.slice(0, width - 1) + ellipsis;
	}

	if (displayWidth(text) <= width) {
		return text;
	}

	let kept = '';
	let used = 0;
	for (const segment of graphemesOf(text)) {
		const columns = displayWidth(segment);
		if (used + columns > width - 1) {
			break;
		}

		kept += segment;
		used += columns;
	}

	return kept + ellipsis;
};

/** Shortens from the front, for paths: the end of a path says more than its beginning. */
export const truncateStart = (text: string, width: number): string => {
	if (displayWidth(text) <= width) {
		return text;
	}

	if (width <= 0) {
		return '';
	}

	const segments = graphemesOf(text);
	let kept = '';
	let used = 0;
	for (const segment of segments.reverse()) {
		const columns = displayWidth(segment);
		if (used + columns > width - 1) {
			break;
		}

		kept = segment + kept;
		used += columns;
	}

	return ellipsis + kept;
};

/** The text in exactly `width` columns: shortened or filled with blanks. */
export const fit = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	const shortened = truncate(text, width);
	const fill = ' '.repeat(Math.max(0, width - displayWidth(shortened)));
	return align === 'right' ? fill + shortened : shortened + fill;
};

/**
Breaks a text into lines of at most `width` columns, at blanks where possible. A character that is wider
than a whole line becomes `…`.
*/
export const wrap = (text: string, width: number): string[] => {
	if (width <= 0) {
		return [];
	}

	const lines: string[] = [];
	let line = '';
	let used = 0;
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const columns = displayWidth(word);
		if (line !== '' && used + 1 + columns <= width) {
			line += ` ${word}`;
			used += 1 + columns;
			continue;
		}

		if (line !== '') {
			lines.push(line);
		}

		line = '';
		used = 0;
		for (const segment of columns <= width ? [word] : graphemesOf(word)) {
			const own = displayWidth(segment);
			// What is wider than a whole line cannot be shown in it.
			const isTooWide = own > width;
			const segmentColumns = isTooWide ? 1 : own;
			if (used + segmentColumns > width && used > 0) {
				lines.push(line);
				line = '';
				used = 0;
			}

			line += isTooWide ? ellipsis : segment;
			used += segmentColumns;
		}
	}

	if (line !== '') {
		lines.push(line);
	}

	return lines;
};
