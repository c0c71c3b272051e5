import type {Tone} from '../../analysis/columns.ts';
import {harmless} from '../../text/harmless.ts';
import {displayWidth, wrap} from '../../text/width.ts';

/** A run of text of one look. Harmless, and cut to its width already. */
export type PreviewSegment = {
	readonly text: string;
	readonly tone?: Tone;
	readonly style?: {readonly bold?: boolean; readonly inverse?: boolean};
};

export type PreviewLine = readonly PreviewSegment[];

const heading = (title: string): PreviewLine => [
	{text: title.toUpperCase(), tone: 'dim', style: {bold: true}},
];

/** A sentence behind a mark, wrapped under itself. */
export const sentence = (
	text: string,
	width: number,
	{
		mark = '',
		tone,
		markTone = tone,
	}: Pick<PreviewSegment, 'tone'> & {
		readonly mark?: string;
		readonly markTone?: PreviewSegment['tone'];
	} = {},
): readonly PreviewLine[] => {
	const indent = displayWidth(mark);
	return wrap(harmless(text), Math.max(8, width - indent)).map((line, index) => [
		{text: index === 0 ? mark : ' '.repeat(indent), tone: markTone},
		{text: line, tone},
	]);
};

/** A heading with what stands below it and a blank line; nothing when there is nothing below it. */
export const section = (title: string, lines: readonly PreviewLine[]): readonly PreviewLine[] =>
	lines.length > 0 ? [heading(title), ...lines, []] : [];
