import type {ReadableColumn} from './column.ts';
import type {Exporter, ExportInput, Pieces} from './exporter.ts';
import {windowText} from './html/page.ts';
import {markdownTable, markdownText} from './markdown.ts';

/** A report to be read where Markdown is shown, part by part. */
export function* markdownReport(
	parts: readonly Pick<Exporter, 'title' | 'sections'>[],
	input: ExportInput,
): Generator<string, void, undefined> {
	const {workspaces, filter, now, timeText} = input;
	yield `# metawatch\n\n${markdownText(`${timeText(now)}, ${workspaces.join(', ')}`)}\n`;
	const window = windowText(input);
	if (window !== '') {
		yield `\n${markdownText(window)}\n`;
	}

	if (filter !== '') {
		yield `\nOnly what matches “${markdownText(filter)}”\n`;
	}

	for (const {title, sections} of parts) {
		yield `\n## ${title}\n\n`;
		yield* sections.markdown(input);
	}
}

/** A table, or a sentence where it would be empty. */
export function* markdownList<Item>(
	columns: readonly ReadableColumn<Item>[],
	items: Iterable<Item>,
	whenEmpty: string,
): Pieces {
	const all = items[Symbol.iterator]();
	const first = all.next();
	if (first.done) {
		yield `${whenEmpty}\n`;
		return;
	}

	yield* markdownTable(columns, startingWith(first.value, all));
}

function* startingWith<Item>(first: Item, rest: Iterator<Item>): Iterable<Item> {
	yield first;
	for (let next = rest.next(); !next.done; next = rest.next()) {
		yield next.value;
	}
}
