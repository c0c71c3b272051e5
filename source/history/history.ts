import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import type {JournalEntry} from '../model/journal.ts';
import type {State} from '../store/state.ts';
import {type Applied, itemOf} from './applied.ts';
import type {Notice} from './protocol.ts';
import {createQueries, type Queries} from './queries.ts';
import {createRecorder} from './recorder.ts';
import type {Limits} from './retention.ts';
import {applicationId, schemaVersion} from './schema.ts';
import {loadSqlite} from './sqlite.ts';

/** The name of the file in the folder of a workspace. */
export const historyFile = 'history.db';

const defaultLimits: Limits = {maximumAgeDays: 90, maximumMegabytes: 200};

/** What was seen in one workspace: recorded as it happens, and asked. */
export type History = {
	readonly file: string;
	/** Notes a change of the state: what was applied, and what it was and became. Copies nothing yet. */
	readonly record: (applied: Applied) => void;
	/** Begins to write: to be called once the first screen has been drawn. */
	readonly begin: () => void;
	/** To be called when everything that was there at the start has been applied. */
	readonly endFirstRead: (state: State, now: number) => void;
	/** Keeps what was done by plans. */
	readonly note: (entries: readonly JournalEntry[]) => void;
	/** Keeps what was learned, under a name; `recall` gives it back. */
	readonly remember: (name: string, value: unknown) => void;
	/** What can be asked, or null while there is no history to ask. */
	readonly queries: () => Promise<Queries | null>;
	/** Settled when everything noted so far has been written, or given up. */
	readonly whenWritten: () => Promise<void>;
	readonly close: () => Promise<void>;
};

export type HistoryOptions = {
	/** Where the user's state of this workspace is kept; made when it is not there. */
	readonly folder: string;
	/** Absolute; only what lies in it is recorded. */
	readonly workspace: string;
	/** Told when recording is paused, off or goes on, for one line on the screen. */
	readonly onNotice: (notice: Notice) => void;
	readonly limits?: Limits;
	/** Milliseconds after which what could not be written is tried again. */
	readonly retryMs?: number;
	/** For tests of a full disk: the most pages the file may have. */
	readonly maximumPages?: number;
};

/** Nothing is read or written before `begin` or `queries`. */
export const openHistory = (options: HistoryOptions): History => {
	const {folder, workspace, onNotice, limits = defaultLimits, retryMs = 15_000} = options;
	const file = path.join(folder, historyFile);
	const inside = workspace.endsWith('/') ? workspace : `${workspace}/`;
	const isOwn = (one: string): boolean => one.startsWith(inside);
	const run = `${new Date().toISOString()} ${process.pid} ${randomUUID().slice(0, 8)}`;
	const recorder = createRecorder(
		{file, workspace, run, limits, retryMs, maximumPages: options.maximumPages},
		onNotice,
	);
	let reader: {readonly database: DatabaseSync; readonly queries: Queries} | null = null;

	return {
		file,
		record(applied) {
			const item = itemOf(applied, workspace);
			if (item) {
				recorder.add(item);
			}
		},
		begin: () => recorder.begin(),
		endFirstRead(state, now) {
			const paths = [...state.documents.keys()].filter(isOwn);
			recorder.order({type: 'first-read', paths, at: now});
		},
		note: (entries) => recorder.order({type: 'note', entries}),
		remember: (name, value) => recorder.order({type: 'remember', name, value}),
		async queries() {
			reader ??= await openReader(file);
			return reader?.queries ?? null;
		},
		whenWritten: () => recorder.whenIdle(),
		async close() {
			// First, so that the writer is the last to leave and clears up.
			reader?.database.close();
			reader = null;
			await recorder.close();
		},
	};
};

/** Opens a history to be asked. Null when there is none, or none that this metawatch understands. */
export const openReader = async (
	file: string,
): Promise<{readonly database: DatabaseSync; readonly queries: Queries} | null> => {
	if (!existsSync(file)) {
		return null;
	}

	const {DatabaseSync} = await loadSqlite();
	let database: DatabaseSync | null = null;
	try {
		database = new DatabaseSync(file, {readOnly: true, timeout: 250});
		const version = database.prepare('pragma user_version').get()?.['user_version'];
		const application = database.prepare('pragma application_id').get()?.['application_id'];
		if (version === schemaVersion && application === applicationId) {
			return {database, queries: createQueries(database)};
		}
	} catch {
		// Who writes tells what is wrong with it.
	}

	database?.close();
	return null;
};
