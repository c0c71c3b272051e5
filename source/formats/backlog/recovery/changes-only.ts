import type {BacklogFile, Declaration} from '../declaration.ts';
import {isEqual} from '../../../model/equality.ts';
import {parseOnce} from './parse-once.ts';

/**
Whether a changed backlog reads as before in everything but the given fields of the item declared in a
line: the last proof before an edit is offered.

@param before what was read before the change.
@param fields name -> the value it is to have, as it is read.
*/
export const changesOnly = (
	before: BacklogFile,
	after: string,
	line: number,
	fields: Readonly<Record<string, string>>,
): boolean => {
	const next = parseOnce(after);
	const index = before.declarations.findIndex((declaration) => declaration.line === line);
	return (
		index !== -1 &&
		before.lastUpdated === next.lastUpdated &&
		before.declarations.length === next.declarations.length &&
		before.declarations.every((declaration, at) =>
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
