import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import type {Task} from '../model/task.ts';
import type {Recovery} from './recovery.ts';

/**
The contract of a format: one family of metadata files. Everything here is pure: bytes and facts in,
tasks and problems out. Reading belongs to `watch/`, time to `analysis/`.
*/
export type Format = {
	readonly name: FormatName;
	/** One line for `--help` and the readme: what writes these files. */
	readonly description: string;
	/**
	Names of folders such a format lives in (`.kiro`, `specs`): they are watched as a whole, and looked
	for first. A file outside of them that is claimed is still found, by the slower reconcile pass.
	*/
	readonly folders: readonly string[];
	/**
	Says whether a path is a document of this format, and how it is to be read. Called for every path
	met on a walk, so it must be cheap and look at nothing but the path.

	@param path absolute, with `/` between names.
	*/
	readonly claims: (path: string) => Claim | null;
	/** Reads one document. Never throws, for any content; a broken file keeps what can be salvaged. */
	readonly parse: (input: DocumentInput) => Parsed;
	/**
	Adds to a new reading what the one before it knew and the file no longer says, for formats whose
	writers start a file over and so wipe what was done. Called after `parse`, when there was a reading
	before; as pure as that.
	*/
	readonly carry?: (previous: Document, next: Parsed, input: DocumentInput) => Parsed;
	/** Which documents are assembled together, named by an absolute folder path. */
	readonly group: (path: string) => string;
	/**
	Joins the documents of one group to rows. Called whenever one of them changed, so the work for
	documents that did not (the same object) should be remembered, and unchanged tasks returned as the
	same objects.
	*/
	readonly assemble: (group: string, documents: readonly Document[]) => Assembled;
	/** What can be done for its tasks; loaded when somebody asks for it. */
	readonly loadRecovery: () => Promise<{readonly recovery: Recovery}>;
};

export type Claim = {
	/** The format's own name for this kind of document: `state`, `tasks-list`, `lock`. */
	readonly kind: string;
	/**
	How to read it: `text` whole; `tail` only its last 64 KiB, from a line start (logs that grow);
	`presence` not at all: that it is there, and since when, is the message; `database` as SQLite.
	*/
	readonly reader: 'text' | 'tail' | 'presence' | 'database';
	/** For `database`: the tables wanted; others are not read. */
	readonly tables?: readonly string[];
};

export type FileStat = {
	/** Epoch milliseconds. */
	readonly modifiedAt: number;
	/** Bytes. */
	readonly size: number;
	readonly isFolder: boolean;
	/** Tells whether it is the same file as before under this name; absent where that is not asked. */
	readonly inode?: number;
};

export type Content =
	| {readonly type: 'text'; readonly text: string; readonly isUtf8: boolean}
	| {readonly type: 'presence'}
	| {readonly type: 'database'; readonly database: DatabaseContent}
	/** Could not be read at all: refused for its size, no permission, a folder of that name. */
	| {readonly type: 'unreadable'; readonly reason: string};

/** What was read from an SQLite file of somebody else. */
export type DatabaseContent = {
	/** Table name -> its columns, in order, and its rows. Only tables that the claim asks for. */
	readonly tables: Readonly<Record<string, DatabaseTable>>;
	/**
	`read`: as it stands; `recovered`: a copy was read after SQLite had rolled back a hot journal or
	replayed a write-ahead log; `busy`: a writer holds it, try again; `truncated`, `malformed`,
	`empty`: nothing could be read, `detail` says why.
	*/
	readonly state: 'read' | 'recovered' | 'busy' | 'truncated' | 'malformed' | 'empty';
	/** A `-journal` was lying beside it when it was read. */
	readonly hasHotJournal: boolean;
	readonly detail: string | null;
};

export type DatabaseTable = {
	readonly columns: readonly string[];
	readonly rows: readonly Readonly<Record<string, string | number | null>>[];
};

export type DocumentInput = {
	readonly path: string;
	readonly workspace: string;
	readonly kind: string;
	readonly content: Content;
	readonly stat: FileStat;
	/** Epoch milliseconds: the clock when it was read. Times beyond it lie in the future. */
	readonly readAt: number;
};

export type Parsed<Value = unknown> = {
	/** What the content says: all of it, what could be salvaged, or null. */
	readonly value: Value | null;
	readonly quality: Quality;
	/** Findings about this document alone. */
	readonly problems: readonly Problem[];
	/** Absolute paths whose existence and time matter to `assemble`. */
	readonly references: readonly string[];
};

/**
- `whole`: read to the end.
- `salvaged`: broken, but something could be read.
- `empty`: nothing in it, where something should be.
- `unreadable`: broken, and nothing could be read.
- `foreign`: fine, but something else that only has the same name.
*/
export type Quality = 'whole' | 'salvaged' | 'empty' | 'unreadable' | 'foreign';

/** A parsed file together with what has been observed about it. */
export type Document<Value = unknown> = Omit<DocumentInput, 'content'> &
	Parsed<Value> & {
		/** The last value of quality `whole` while the present one is not; else null. */
		readonly lastGood: Value | null;
		/** Epoch ms since when the content is not `whole`, as observed; null while it is. */
		readonly unreadableSince: number | null;
		/** Epoch ms at which this path was first met. */
		readonly firstSeenAt: number;
		/** Epoch ms of the last change of content that was observed; null: none since the start. */
		readonly changedAt: number | null;
		/** Reference -> its stat, or null when there is no such file. Not in the map: not looked yet. */
		readonly referenceStats: ReadonlyMap<string, FileStat | null>;
	};

export type Assembled = {
	readonly tasks: readonly Task[];
	readonly problems: readonly Problem[];
};

/**
The value to work with: the present one when it is whole; else the last good one, marked as stale;
else what could be salvaged.
*/
export const usableValue = <Value>(
	document: Document<Value>,
): {value: Value | null; staleSince: number | null} =>
	document.quality === 'whole' || document.quality === 'foreign' || document.lastGood === null
		? {value: document.value, staleSince: document.unreadableSince}
		: {value: document.lastGood, staleSince: document.unreadableSince};
