import type {Declaration} from '../declaration.ts';
import {isEqual} from '../../../model/equality.ts';
import {parseBacklog} from '../parse-backlog.ts';

/**
Whether a changed backlog reads as before in everything but the given fields of the item declared in a
line: the last proof before an edit is offered.

@param fields name -> the value it is to have, as it is read.
*/
export const changesOnly = (
	before: string,
	after: string,
	line: number,
	fields: Readonly<Record<string, string>>,
): boolean => {
	const old = parseBacklog(before, '').file;
	const next = parseBacklog(after, '').file;
	const index = old.declarations.findIndex((declaration) => declaration.line === line);
	return (
		index !== -1 &&
		old.lastUpdated === next.lastUpdated &&
		old.declarations.length === next.declarations.length &&
		old.declarations.every((declaration, at) =>
			isEqual(
				valuesOf(declaration, at === index ? fields : {}),
				valuesOf(next.declarations[at]!, {}),
			),
		)
	);
};

/** Everything a declaration says, wherever it stands. */
const valuesOf = (
	{form, id, title, section, cells, fields}: Declaration,
	changed: Readonly<Record<string, string>>,
) => ({
	form,
	id,
	title,
	section,
	cells,
	fields: Object.fromEntries(
		[
			...new Map([
				...[...fields].map(([name, {value}]) => [name, value] as const),
				...Object.entries(changed),
			]),
		].sort(([a], [b]) => (a < b ? -1 : 1)),
	),
});
