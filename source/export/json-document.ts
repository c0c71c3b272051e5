import type {ExportInput, Pieces} from './exporter.ts';
import {jsonLine} from './json-text.ts';
import type {ReportName} from './report-names.ts';
import {writtenTime, writtenTimeOrNull} from './written-time.ts';

/** What every report in JSON begins with; the order of its keys is part of the contract. */
export const headOf = (
	report: ReportName,
	{workspaces, filter, window, now}: ExportInput,
): Readonly<Record<string, unknown>> => ({
	version: 1,
	report,
	generatedAt: writtenTime(now),
	workspaces,
	filter: filter === '' ? null : filter,
	since: writtenTimeOrNull(window.since),
	until: writtenTimeOrNull(window.until),
});

/** One document: what is known at once, and then a list with an item a line, made while it is written. */
export function* jsonDocument(
	head: Readonly<Record<string, unknown>>,
	listName: string,
	items: Iterable<unknown>,
): Generator<string, void, undefined> {
	yield '{\n';
	for (const [name, value] of Object.entries(head)) {
		yield `\t${jsonLine(name)}: ${jsonLine(value)},\n`;
	}

	yield `\t${jsonLine(listName)}: [`;
	let isFirst = true;
	for (const item of items) {
		yield `${isFirst ? '' : ','}\n\t\t${jsonLine(item)}`;
		isFirst = false;
	}

	yield isFirst ? ']\n}\n' : '\n\t]\n}\n';
}

/** An item a line, each a document of its own. */
export function* jsonLines(items: Iterable<unknown>): Pieces {
	for (const item of items) {
		yield `${jsonLine(item)}\n`;
	}
}
