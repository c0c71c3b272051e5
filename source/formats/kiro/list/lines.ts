import {harmless} from '../../../text/harmless.ts';
import {longestLine} from './title.ts';

export type Line = {
	/** From 1. */
	readonly number: number;
	/** Harmless, with its indentation, and cut where no title reaches. */
	readonly text: string;
};

export type FencedBlock = {
	readonly line: number;
	readonly language: string;
	readonly text: string;
};

export type Pieces = {
	/** Lines outside of fenced blocks and comments. */
	readonly lines: readonly Line[];
	readonly blocks: readonly (FencedBlock & {
		/** How many of `lines` stand before it. */
		readonly after: number;
	})[];
};

const fence = /^\s{0,12}(```+|~~~+)\s{0,4}([\w-]{0,30})/;
const commentStart = /^\s{0,12}<!--/;

/** Indentation is kept, because `harmless` cuts the ends of a text it has to change. */
const clean = (text: string): string => {
	const cut = text.slice(0, longestLine).replaceAll('\t', '    ');
	const indentation = cut.length - cut.trimStart().length;
	return ' '.repeat(Math.min(indentation, 200)) + harmless(cut.slice(indentation)).trimEnd();
};

/**
Splits markdown into lines and fenced blocks. A fence or a comment that is never closed hides nothing:
a list that is cut off, or nests its fences, would lose its tasks otherwise.
*/
export const splitMarkdown = (text: string): Pieces => {
	const raw = text.split(/\r\n|\n|\r/);
	const ends = blockEnds(raw);
	const lines: Line[] = [];
	const blocks: Pieces['blocks'][number][] = [];
	for (let index = 0; index < raw.length; index++) {
		const end = ends.get(index);
		if (end === undefined) {
			lines.push({number: index + 1, text: clean(raw[index]!)});
			continue;
		}

		const opening = fence.exec(raw[index]!.slice(0, 100));
		if (opening) {
			blocks.push({
				line: index + 1,
				language: (opening[2] ?? '').toLowerCase(),
				text: raw.slice(index + 1, end).join('\n'),
				after: lines.length,
			});
		}

		index = end;
	}

	return {lines, blocks};
};

/** First line of every fenced block and comment -> its last line, both from 0. */
const blockEnds = (raw: readonly string[]): ReadonlyMap<number, number> => {
	const ends = new Map<number, number>();
	let open: {index: number; mark: string} | null = null;
	let comment: number | null = null;
	const lastCommentEnd = raw.findLastIndex((line) => line.includes('-->'));
	for (const [index, line] of raw.entries()) {
		if (comment !== null) {
			if (line.includes('-->')) {
				ends.set(comment, index);
				comment = null;
			}

			continue;
		}

		const found = fence.exec(line.slice(0, 100));
		if (found && open && found[1]!.startsWith(open.mark) && !found[2]) {
			ends.set(open.index, index);
			open = null;
		} else if (found && (!open || found[2])) {
			// A fence with a language opens: the one before it was never closed.
			open = {index, mark: found[1]!};
		} else if (
			!open &&
			index < lastCommentEnd &&
			commentStart.test(line.slice(0, 100)) &&
			!line.includes('-->')
		) {
			comment = index;
		}
	}

	return ends;
};
