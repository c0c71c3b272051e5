import {type Document, usableValue} from '../format.ts';
import type {BacklogFile} from './declaration.ts';
import {type Directory, directoryOf} from './dependencies.ts';
import {type Entry, joinEntries} from './entries.ts';
import type {Value} from './parse.ts';
import type {DatabaseFile} from './parse-database.ts';
import {type Memory, memoryOf} from './remember.ts';

/** A document of the group with the value to work with. */
type Read = {
	readonly document: Document;
	readonly value: Value | null;
	readonly staleSince: number | null;
};

/** What all documents of a group say together, before rows are made of it. */
export type Joined = {
	readonly backlogs: readonly Read[];
	readonly databases: readonly Read[];
	readonly files: readonly {readonly path: string; readonly file: BacklogFile}[];
	readonly database: DatabaseFile | null;
	readonly memory: Memory;
	readonly entries: readonly Entry[];
	readonly directory: Directory;
};

/** Joins the backlogs of a project and its database. */
export const joined = (group: string, documents: readonly Document[]): Joined => {
	const reads = documents.map((document) => read(document));
	const backlogs = reads
		.filter(({value}) => value !== null && 'backlog' in value)
		// The one in `000_core` is the newer place.
		.sort((a, b) => b.document.path.length - a.document.path.length);
	const databases = reads.filter(({value}) => value !== null && 'database' in value);
	const files = backlogs.flatMap(({document, value}) =>
		value && 'backlog' in value ? [{path: document.path, file: value.backlog}] : [],
	);
	const database =
		databases.flatMap(({value}) => (value && 'database' in value ? [value.database] : []))[0] ??
		null;
	const memory = memoryOf(files);
	const entries = joinEntries(group, memory.plan, database?.records ?? []);
	return {backlogs, databases, files, database, memory, entries, directory: directoryOf(entries)};
};

const read = (document: Document): Read => ({
	document,
	...usableValue(document as Document<Value>),
});
