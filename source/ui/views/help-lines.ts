import {fields} from '../../analysis/field.ts';
import {type Command, commandGroups} from '../../commands/command.ts';
import {keyLabel} from '../../commands/keymap.ts';
import {statuses} from '../../model/status.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {displayWidth, fit, truncate} from '../../text/width.ts';
import type {Segment} from '../line.tsx';

type HelpLine = readonly Segment[];

/** Room for the longest: three keys with names. */
const keysWidth = 22;

/** The help screen, made from the registry of commands: it can't say what is not so. */
export const helpLines = (commands: readonly Command[], width: number): readonly HelpLine[] => {
	const blocks = [
		...commandGroups.map((group) => [
			title(group),
			...commands
				.filter((command) => command.group === group && command.keys.length > 0)
				.map((command) => entry(command.keys.map((key) => keyLabel(key)).join(' '), command.title)),
		]),
		[
			title('Marks'),
			...statuses.map((status): HelpLine => [
				{text: fit(`  ${statusGlyphs[status]}`, keysWidth), tone: status},
				{text: status},
			]),
		],
		[
			title('Filter'),
			entry('word', 'matches loosely anywhere'),
			entry('-word', 'leaves out what matches'),
			entry('a:b,c', 'field a has b or c in it'),
			...fields.map(({name, description}) => entry(`${name}:`, description)),
		],
	];
	const columnCount = width >= 150 ? 3 : width >= 100 ? 2 : 1;
	return sideBySide(blocks, columnCount, Math.floor(width / columnCount));
};

const title = (text: string): HelpLine => [
	{text: text.toUpperCase(), tone: 'dim', style: {bold: true}},
];

const entry = (keys: string, text: string): HelpLine => [
	{text: fit(`  ${keys}`, keysWidth), tone: 'accent'},
	{text},
];

/** Deals blocks out to columns of about the same height, in reading order. */
const sideBySide = (
	blocks: readonly (readonly HelpLine[])[],
	count: number,
	width: number,
): readonly HelpLine[] => {
	const total = blocks.reduce((sum, block) => sum + block.length + 1, 0);
	const target = Math.ceil(total / count);
	const columns: HelpLine[][] = [[]];
	for (const block of blocks) {
		const last = columns.at(-1)!;
		if (columns.length < count && last.length > 0 && last.length + block.length / 2 > target) {
			columns.push([...block, []]);
		} else {
			last.push(...block, []);
		}
	}

	const height = Math.max(...columns.map((column) => column.length));
	return Array.from({length: height}, (_, index) =>
		columns.flatMap((column) => padTo(column[index] ?? [], width)),
	);
};

const padTo = (line: HelpLine, width: number): HelpLine => {
	const fitted: Segment[] = [];
	let used = 0;
	for (const segment of line) {
		const text = truncate(segment.text, Math.max(0, width - 1 - used));
		fitted.push({...segment, text});
		used += displayWidth(text);
	}

	return [...fitted, {text: ' '.repeat(Math.max(0, width - used))}];
};
