import {type Archive, createArchive} from '../archive.ts';
import {openDatabase} from '../open-database.ts';
import {formats} from '../../formats/index.ts';
import type {Format} from '../../formats/format.ts';
import type {State} from '../../store/state.ts';
import {numberOf} from '../row-values.ts';
import {attemptsInArchives} from './archives.ts';
import {attemptsInDatabases} from './databases.ts';
import {attemptsInEvents} from './events.ts';
import {type GitImport, importGit} from './git.ts';
import type {TakenOver} from './taken-over.ts';

/** What came from where. */
export type Imported = {
	/** Null: there is no repository, `gitFailure` says what git said. */
	readonly git: GitImport | null;
	readonly gitFailure: string | null;
	/** Records of others: how many attempts they tell, and how many of them were news. */
	readonly records: readonly {
		readonly name: string;
		readonly attempts: number;
		readonly news: number;
	}[];
};

export type ImportOptions = {
	readonly file: string;
	readonly workspace: string;
	/** What stands in the files now. */
	readonly state: State;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly isDryRun: boolean;
	readonly among?: readonly Format[];
	readonly onProgress: (done: number, total: number) => void;
	readonly signal?: AbortSignal;
};

const sources: readonly {
	readonly name: string;
	readonly read: (state: State, now: number) => readonly TakenOver[];
}[] = [
	{name: 'databases of executions', read: attemptsInDatabases},
	{name: 'event logs', read: attemptsInEvents},
	{name: 'archives', read: attemptsInArchives},
];

/**
Takes over the past that others have kept. What has been written when it is cut off stays, whole; doing it
again adds only what is missing.

@throws the error of SQLite, or why the history cannot be written.
*/
export const importHistory = async (options: ImportOptions): Promise<Imported> => {
	const {file, workspace, now, isDryRun} = options;
	if (isDryRun) {
		return await importInto(null, now, options);
	}

	const opened = await openDatabase({file, workspace, now});
	if (opened.type !== 'open') {
		throw new Error(opened.reason);
	}

	const {database} = opened;
	try {
		const begun = database
			.prepare(`select min(started_at) as at from runs where kind = 'watch'`)
			.get();
		const archive = createArchive({
			database,
			workspace,
			run: {kind: 'import', name: 'import'},
			now,
		});
		const imported = await importInto(archive, numberOf(begun?.['at']) ?? now, options);
		archive.putInOrder();
		return imported;
	} finally {
		database.close();
	}
};

const importInto = async (
	archive: Archive | null,
	until: number,
	{workspace, state, now, among = formats, onProgress, signal}: ImportOptions,
): Promise<Imported> => {
	let git: GitImport | null = null;
	let gitFailure: string | null = null;
	try {
		git = await importGit({workspace, formats: among, archive, until, onProgress, signal});
	} catch (error) {
		if (signal?.aborted) {
			throw error;
		}

		gitFailure = error instanceof Error ? error.message : String(error);
	}

	const records = sources.map(({name, read}) => {
		const found = read(state, now);
		const counts = found.map(({about, attempts}) => ({
			attempts: attempts.length,
			news: archive?.takeOver(attempts, about, now) ?? 0,
		}));
		return {
			name,
			attempts: counts.reduce((sum, {attempts}) => sum + attempts, 0),
			news: counts.reduce((sum, {news}) => sum + news, 0),
		};
	});
	return {git, gitFailure, records};
};
