import type {Content, DatabaseContent, DocumentInput} from '../formats/format.ts';
import {besideOf, type Seen} from './ledger.ts';
import {leadsOut} from './link-target.ts';
import {type Reading, readFile, reasonOf} from './read-file.ts';
import {codeOf, fileStatOf} from './stamp.ts';
import type {ClaimedFile} from './territory.ts';

export type ReadDocument = {
	readonly input: DocumentInput;
	readonly seen: Seen;
	/** Characters that have to be parsed. */
	readonly weight: number;
};

/** Joins what was read with what was claimed. */
export const documentFrom = (
	file: ClaimedFile,
	{content, stamp, fingerprint}: Reading,
	readAt: number,
	beside = '',
): ReadDocument => ({
	input: {
		path: file.path,
		workspace: file.workspace,
		kind: file.claim.kind,
		content,
		stat: {...fileStatOf(stamp), inode: stamp.inode},
		readAt,
	},
	seen: {
		stamp,
		fingerprint,
		beside,
		...(content.type === 'text' ? {endsLine: content.text.endsWith('\n')} : {}),
	},
	weight: content.type === 'text' ? content.text.length : 0,
});

/** Reads a document of any kind; null when nothing is there. */
export const readDocument = async (
	file: ClaimedFile,
	now: () => number,
): Promise<ReadDocument | null> => {
	if (file.claim.reader === 'database') {
		return readDatabaseDocument(file, now);
	}

	const reading = readFile(file.path, file.claim.reader, file.roots);
	return reading && documentFrom(file, reading, now());
};

const readDatabaseDocument = async (
	file: ClaimedFile,
	now: () => number,
): Promise<ReadDocument | null> => {
	// Looked at before reading: whatever is written meanwhile then counts as another change.
	const beside = besideOf(file);
	const before = readFile(file.path, 'presence');
	if (!before) {
		return null;
	}

	if (before.stamp.kind !== 'file' || leadsOut(file.path, file.roots)) {
		const refused = readFile(file.path, 'text', file.roots);
		return refused && documentFrom(file, refused, now());
	}

	let content: Content;
	try {
		content = {type: 'database', database: await readTables(file)};
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return null;
		}

		content = {type: 'unreadable', reason: reasonOf(error)};
	}

	return documentFrom(file, {...before, content}, now(), beside);
};

/** SQLite is loaded when the first database is met: most projects have none. */
const readTables = async ({path, claim}: ClaimedFile): Promise<DatabaseContent> => {
	const {readDatabase} = await import('./read-database.ts');
	return readDatabase(path, claim.tables ?? []);
};
