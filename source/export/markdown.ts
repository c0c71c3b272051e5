import type {ReadableColumn} from './column.ts';

/**
What means something in Markdown or HTML. A backslash before any of it is taken away by every reader of
CommonMark; `<`, `>` and `&` are named, because some readers look for HTML first. `@` and `#` would call
people and link to issues where the text is shown on a forge.
*/
const meaningful = /[\\`*_{}[\]()|~$!]/g;

const named: Readonly<Record<string, string>> = {
	'<': '&lt;',
	'>': '&gt;',
	'&': '&amp;',
	'@': '&#64;',
	'#': '&#35;',
};

/** Text as it is to be read, whatever it holds: on one line, without links and without HTML. */
export const markdownText = (text: string): string =>
	text
		.replaceAll(/[<>&@#]/g, (sign) => named[sign]!)
		.replaceAll(meaningful, String.raw`\$&`)
		.replaceAll(/[\r\n\t]+/g, ' ')
		// An address would become a link.
		.replaceAll(/:\/\//g, '&#58;//')
		.replaceAll(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`);

/** A table as GitHub shows it, line by line. */
export function* markdownTable<Item>(
	columns: readonly ReadableColumn<Item>[],
	items: Iterable<Item>,
): Generator<string, void, undefined> {
	yield lineOf(columns.map(({title}) => title));
	yield lineOf(columns.map(({isNumber}) => (isNumber ? '---:' : '---')));
	for (const item of items) {
		yield lineOf(columns.map(({text}) => markdownText(text(item))));
	}
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
