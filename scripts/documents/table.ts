const cell = (text: string): string => text.replaceAll('|', '\\|');

export const code = (text: string): string => `\`${text}\``;

/** A table in Markdown. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
	[titles, titles.map(() => '---'), ...rows]
		.map((row) => `| ${row.map((text) => cell(text)).join(' | ')} |`)
		.join('\n');
