import type {DatabaseRow, Edit, FileEdit, RowEdit} from '../../model/edit.ts';
import {harmless} from '../../text/harmless.ts';
import {displayWidth, truncate, truncateStart} from '../../text/width.ts';
import type {PreviewLine, PreviewSegment} from './line.ts';
import {textDiff} from './text-diff.ts';
import {visible} from './visible.ts';

/** One edit of a plan, for people: a diff of a text, columns of a row, names of what is moved. */
export const editLines = (edit: Edit, workspace: string, width: number): readonly PreviewLine[] => {
	const named = (path: string, used: number): string =>
		truncateStart(relativeTo(path, workspace), Math.max(8, width - used));
	switch (edit.type) {
		case 'file': {
			return fileLines(edit, named(edit.path, 4), width);
		}

		case 'move': {
			return [
				[{text: 'moved ', tone: 'strong'}, {text: named(edit.path, 6)}],
				[{text: '   to ', tone: 'strong'}, {text: named(edit.to, 6)}],
			];
		}

		case 'remove-folder': {
			return [[{text: 'folder removed ', tone: 'strong'}, {text: named(edit.path, 15)}]];
		}

		case 'row': {
			return rowLines(edit, named(edit.path, 4), width);
		}
	}
};

const nowhere = '/dev/null';

const fileLines = (
	{before, after}: FileEdit,
	name: string,
	width: number,
): readonly PreviewLine[] => {
	const head: readonly PreviewLine[] = [
		[{text: `--- ${before === null ? nowhere : name}`, tone: 'strong'}],
		[{text: `+++ ${after === null ? nowhere : name}`, tone: 'strong'}],
	];
	// What is taken away can be read where it is; how much it is has to be said.
	const body =
		after === null
			? [[{text: truncate(`removed: ${sizeOf(before ?? '')}`, width), tone: 'failed' as const}]]
			: textDiff(before ?? '', after, width);
	return [...head, ...body];
};

const sizeOf = (text: string): string => {
	const lines = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
	const bytes = new TextEncoder().encode(text).length;
	return `${counted(lines, 'line')}, ${counted(bytes, 'byte')}`;
};

const counted = (count: number, word: string): string =>
	`${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

const rowLines = (
	{table, key, before, after}: RowEdit,
	name: string,
	width: number,
): readonly PreviewLine[] => {
	const what = before === null ? 'new row' : after === null ? 'row removed' : 'row';
	const place = Object.entries(key)
		.map(([column, value]) => ` ${harmless(column)} = ${valueText(value)}`)
		.join(',');
	const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
	return [
		[{text: `db  ${name}`, tone: 'strong'}],
		[{text: truncate(`@@ ${what} ${harmless(table)}${place} @@`, width), tone: 'accent'}],
		...columns.flatMap((column) => columnLine(column, before, after, width)),
	];
};

const arrow = ' -> ';

const columnLine = (
	column: string,
	before: DatabaseRow | null,
	after: DatabaseRow | null,
	width: number,
): readonly PreviewLine[] => {
	const name = `${harmless(column)}: `;
	const one = (sign: string, row: DatabaseRow, tone: PreviewSegment['tone']): PreviewLine => [
		{text: truncate(`${sign} ${name}${valueText(row[column])}`, width), tone},
	];
	if (before === null || after === null) {
		return before ? [one('-', before, 'failed')] : after ? [one('+', after, 'completed')] : [];
	}

	if (before[column] === after[column] || !(column in after)) {
		return [];
	}

	const [old, fresh] = [valueText(before[column]), valueText(after[column])];
	const label = truncate(`  ${name}`, Math.floor(width / 2));
	const room = Math.floor((width - displayWidth(label) - arrow.length) / 2);
	return [
		[
			{text: label},
			{text: truncate(old, room), tone: 'failed'},
			{text: arrow},
			{text: truncate(fresh, room), tone: 'completed'},
		],
	];
};

const valueText = (value: string | number | null | undefined): string =>
	visible(value === undefined ? 'unknown' : JSON.stringify(value));

const relativeTo = (path: string, workspace: string): string =>
	harmless(path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path);
