import type * as sqlite from 'node:sqlite';

let loaded: Promise<typeof sqlite> | null = null;

/** SQLite, loaded when history is first opened: most commands need none. */
export const loadSqlite = (): Promise<typeof sqlite> => (loaded ??= importQuietly());

/** Node 22 calls its SQLite experimental, on the screen; every other warning still gets through. */
const importQuietly = async (): Promise<typeof sqlite> => {
	const emit = Reflect.get(process, 'emitWarning') as (...given: unknown[]) => void;
	const filtered = (...given: unknown[]): void => {
		if (!String(given[0]).startsWith('SQLite is an experimental feature')) {
			Reflect.apply(emit, process, given);
		}
	};
	Reflect.set(process, 'emitWarning', filtered);
	try {
		return await import('node:sqlite');
	} finally {
		Reflect.set(process, 'emitWarning', emit);
	}
};
