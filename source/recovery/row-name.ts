import type {DatabaseRow, RowEdit} from '../model/edit.ts';

/**
Names the row an edit is about, the same for every edit of that row.

@param count how many rows are edited already: makes the name of a row without a key its own.
*/
export const rowName = ({path, table, key}: RowEdit, count: number): string => {
	const columns = Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([path, table, columns.length > 0 ? columns : count]);
};

/** Whether a row is the one a key names; a key without columns names none. */
export const isNamedBy = (row: DatabaseRow, key: DatabaseRow): boolean => {
	const columns = Object.entries(key);
	return columns.length > 0 && columns.every(([column, value]) => row[column] === value);
};
