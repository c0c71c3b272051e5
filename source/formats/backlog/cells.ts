import {harmless} from '../../text/harmless.ts';
import type {Priority} from '../../model/task.ts';

/** The cells of a table row; `||` at its start is one pipe, `\|` is none. */
export const cellsOf = (row: string): string[] => {
	const inner = row.trim().replace(/^\|{1,2}/, '');
	const cells = inner.split(/(?<!\\)\|/);
	if (cells.length > 1 && cells.at(-1)!.trim() === '') {
		cells.pop();
	}

	return cells.map((cell) => cell.trim());
};

export const endsWithPipe = (row: string): boolean => /(?<!\\)\|\s{0,100}$/.test(row.slice(-100));

const tags = /<\/?(?:a|b|br|code|del|em|i|img|kbd|small|span|strong|sub|sup|u)\b[^<>]{0,200}>/gi;

/** Nobody reads more of one value in a terminal. */
const longest = 5000;

/** Text as a person reads it: one line, no marks of markdown, no tags. */
export const plain = (text: string): string =>
	harmless(text.slice(0, longest))
		.replaceAll(/!?\[([^[\]]{0,300})\]\([^()]{0,300}\)/g, '$1')
		.replaceAll(tags, '')
		.replaceAll(/\*{2,}|~~|`/g, '')
		.replaceAll('\\|', '|')
		.replaceAll(/\s{1,1000}/g, ' ')
		.trim();

/** How urgent the emoji or the word of a priority is; the first that is found decides. */
const ranks: readonly {readonly sign: RegExp; readonly rank: number}[] = [
	{sign: /🔥/u, rank: 0},
	{sign: /📈/u, rank: 1},
	{sign: /⭐/u, rank: 2},
	{sign: /🔧/u, rank: 3},
	{sign: /\b(?:P0|critical|highest)\b/i, rank: 0},
	{sign: /\b(?:P1|high)\b/i, rank: 1},
	{sign: /\b(?:P2|medium)\b/i, rank: 2},
	{sign: /\b(?:P3|low)\b/i, rank: 3},
];

/** `🔥`, `🔥 **HIGHEST** - essential for ...`, `P0 (Critical)`; null when nothing is written. */
export const readPriority = (text: string | null): Priority | null => {
	const raw = plain(text ?? '')
		.split(/ [-–—] /)[0]!
		.slice(0, 30)
		.trim();
	return raw === '' ? null : {raw, rank: ranks.find(({sign}) => sign.test(raw))?.rank ?? null};
};

/** The number a text begins with: `3`, `0.5`, `9 - maximum complexity`. */
export const leadingNumber = (text: string | null): number | null => {
	const match = /^\s{0,20}(\d{1,9}(?:\.\d{1,9})?)(?![\w.])/.exec(text ?? '');
	return match ? Number(match[1]) : null;
};
