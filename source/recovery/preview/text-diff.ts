import {structuredPatch} from 'diff';
import {truncate} from '../../text/width.ts';
import {changedParts, type Part} from './changed-parts.ts';
import {cutLine} from './cut-line.ts';
import type {PreviewLine} from './line.ts';

/** Lines around a change. */
const context = 3;

/** More changed lines than this are counted, and not compared: finding them costs their square. */
const mostEdits = 1000;

/** Longer diffs are cut; nobody reads them, and `--json` has the texts whole. */
const mostLines = 400;

/** What changes in a text, as the hunks of a unified diff. */
export const textDiff = (before: string, after: string, width: number): readonly PreviewLine[] => {
	const patch = structuredPatch('', '', before, after, undefined, undefined, {
		context,
		maxEditLength: mostEdits,
	});
	if (!patch) {
		const text = `too much changes to be shown: ${lineCount(before)} lines become ${lineCount(after)}`;
		return [[{text: truncate(text, width), tone: 'warning'}]];
	}

	// That a last line has no end is said only where that changes.
	const isEndChanged = before.endsWith('\n') !== after.endsWith('\n');
	const isNews = (line: string): boolean => isEndChanged || !line.startsWith('\\');
	const lines = patch.hunks.flatMap((hunk): readonly PreviewLine[] => [
		[
			{
				text: truncate(
					`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
					width,
				),
				tone: 'accent',
			},
		],
		...hunkLines(hunk.lines.filter(isNews), width),
	]);
	const more = lines.length - mostLines;
	return more > 0
		? [...lines.slice(0, mostLines), [{text: `… and ${more} more lines`, tone: 'dim'}]]
		: lines;
};

const tones = {'-': 'failed', '+': 'completed', ' ': 'plain', '\\': 'dim'} as const;

/** Removed lines stand before those that take their place: the first is compared with the first. */
const hunkLines = (lines: readonly string[], width: number): readonly PreviewLine[] => {
	const partner = partnersOf(lines);
	return lines.map((line, index): PreviewLine => {
		const sign = line.charAt(0) as keyof typeof tones;
		const text = line.slice(1);
		const other = partner.get(index);
		const parts: readonly Part[] =
			other === undefined
				? [{text, isChanged: false}]
				: sign === '-'
					? changedParts(text, lines[other]!.slice(1)).before
					: changedParts(lines[other]!.slice(1), text).after;
		const tone = tones[sign] ?? 'plain';
		return [{text: sign, tone}, ...cutLine(withoutReturn(parts), width - 1, tone)];
	});
};

/**
The carriage return at the end of a line is no news where the whole file has them; where it is what
changed, it is shown.
*/
const withoutReturn = (parts: readonly Part[]): readonly Part[] => {
	const last = parts.at(-1);
	return last && !last.isChanged && last.text.endsWith('\r')
		? [...parts.slice(0, -1), {...last, text: last.text.slice(0, -1)}]
		: parts;
};

const partnersOf = (lines: readonly string[]): ReadonlyMap<number, number> => {
	const partners = new Map<number, number>();
	let removed: number[] = [];
	let added = 0;
	for (const [index, line] of lines.entries()) {
		const sign = line.charAt(0);
		if (sign === '-') {
			removed = added > 0 ? [index] : [...removed, index];
			added = 0;
		} else if (sign === '+') {
			const other = removed[added];
			if (other !== undefined) {
				partners.set(index, other);
				partners.set(other, index);
			}

			added++;
		} else if (sign === ' ') {
			removed = [];
			added = 0;
		}
	}

	return partners;
};

const lineCount = (text: string): string =>
	(text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)).toLocaleString('en');
