import type {SQLOutputValue} from 'node:sqlite';

/** A number in a row, or null where there is none. */
export const numberOf = (value: SQLOutputValue | undefined): number | null =>
	value === null || value === undefined ? null : Number(value);

/** A text in a row, or null where there is none. */
export const textOf = (value: SQLOutputValue | undefined): string | null =>
	value === null || value === undefined ? null : String(value);
