import type {DatabaseSync} from 'node:sqlite';
import type {RowEdit} from '../../../model/edit.ts';
import {harmless} from '../../../text/harmless.ts';
import type {RowChange} from '../deed.ts';
import {Refusal} from '../refusal.ts';
import {insistOnTable, placeOf, rowsWith} from './change-rows.ts';
import {readSafely} from './read-database.ts';
import {isSameRow} from './rows.ts';

/**
What is to be done to the rows of one SQLite file, compared with what stands in it now.

@throws {Refusal} when a row is not as the plan has it, or could not be taken back.
*/
export const prepareRows = async (
	path: string,
	edits: readonly RowEdit[],
): Promise<readonly RowChange[]> => {
	const changes = await readSafely(path, (database) =>
		edits.flatMap((edit) => prepareRow(database, edit) ?? []),
	);
	const places = changes.flatMap(({table, at}) => (at ? [JSON.stringify([table, at])] : []));
	if (new Set(places).size < places.length) {
		throw new Refusal('the plan changes one of its rows twice');
	}

	return changes;
};

const prepareRow = (database: DatabaseSync, edit: RowEdit): RowChange | null => {
	const {key, before, after} = edit;
	const table = insistOnTable(database, edit.table);
	const isNamed = Object.keys(key).length > 0;
	const found = isNamed ? rowsWith(database, table, key) : [];
	const moved = new Refusal(
		`a row of table ${harmless(table.name)} has changed since it was looked at`,
	);
	if (before === null) {
		if (found.length > 0) {
			throw moved;
		}

		return after && {table: table.name, key, at: null, before: null, after: {...key, ...after}};
	}

	const [row] = found;
	if (!row || found.length > 1 || !isSameRow(row.cells, before)) {
		throw moved;
	}

	const change = {table: table.name, key, at: placeOf(table, row), before, after};
	if (after === null) {
		return change;
	}

	const whole = {...before, ...after};
	return isSameRow(before, whole) ? null : {...change, after: whole};
};
