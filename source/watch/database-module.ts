type Sqlite = typeof import('node:sqlite');

let loaded: Promise<Sqlite> | null = null;

/** SQLite, loaded when it is first asked for: most workspaces have no database. */
export const loadSqlite = (): Promise<Sqlite> => (loaded ??= importQuietly());

/** Node 22 calls its SQLite experimental, on the screen; every other warning still gets through. */
const importQuietly = async (): Promise<Sqlite> => {
	const emit = process.emitWarning;
	const filtered = (...given: Parameters<typeof emit>): void => {
		if (!String(given[0]).startsWith('SQLite is an experimental feature')) {
			Reflect.apply(emit, process, given);
		}
	};
	process.emitWarning = filtered as typeof emit;
	try {
		return await import('node:sqlite');
	} finally {
		process.emitWarning = emit;
	}
};
