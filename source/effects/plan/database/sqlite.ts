import type * as sqlite from 'node:sqlite';

let loaded: Promise<typeof sqlite> | null = null;

/** SQLite, loaded when it is first asked for. */
export const loadSqlite = (): Promise<typeof sqlite> => (loaded ??= importQuietly());

/** Node 22 calls its SQLite experimental, on the screen; every other warning still gets through. */
const importQuietly = async (): Promise<typeof sqlite> => {
	const emit = Reflect.get(process, 'emitWarning') as (...given: unknown[]) => void;
	Reflect.set(process, 'emitWarning', (...given: unknown[]): void => {
		if (!String(given[0]).startsWith('SQLite is an experimental feature')) {
			Reflect.apply(emit, process, given);
		}
	});
	try {
		return await import('node:sqlite');
	} finally {
		Reflect.set(process, 'emitWarning', emit);
	}
};

/** Busy, locked, or a journal appeared between looking and opening. */
export const isForLater = (error: unknown): boolean => [5, 6].includes(resultOf(error));

/** What is in the file is no database, or no whole one. */
export const isRuin = (error: unknown): boolean => [11, 26].includes(resultOf(error));

/** SQLite's result code; 0 when it is no error of SQLite. */
const resultOf = (error: unknown): number => {
	const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : null;
	return typeof code === 'number' ? code & 0xff : 0;
};

/** A name as SQL has it, whatever is in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
