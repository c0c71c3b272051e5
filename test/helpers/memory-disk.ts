import {createHash} from 'node:crypto';
import type {Draft, Option} from '../../source/formats/recovery.ts';
import type {DatabaseRow, Edit} from '../../source/model/edit.ts';
import type {Disk, FolderEntry, Original, Wanted} from '../../source/model/original.ts';

type Tables = Extract<Original, {type: 'database'}>['tables'];

/** What lies at a path. A text alone is a file of `defaultTime`; `null` is an empty folder. */
export type MemoryFile =
	| string
	| Uint8Array
	| null
	| {readonly text: string; readonly modifiedAt: number}
	| {readonly tables: Tables}
	| {readonly refused: string};

export type MemoryDisk = {
	/** Everything is looked at already. */
	readonly disk: Disk;
	/** The text of a file; null: it is not there, or is no text. */
	readonly text: (path: string) => string | null;
	/** Rows of a table; none when it is not there. */
	readonly rows: (path: string, table: string) => readonly DatabaseRow[];
	/** Every path that something lies at, in order. */
	readonly paths: readonly string[];
	/** The disk after the edits. Throws where one does not fit what is there, as the real one refuses. */
	readonly apply: (edits: readonly Edit[]) => MemoryDisk;
	/** What an option would change here, asked as it is asked in earnest: again and again until it needs nothing more. */
	readonly draft: (option: Pick<Option, 'draft'>) => Exclude<Draft, {type: 'needs'}>;
};

/** Epoch ms of files whose time nobody gave. */
const defaultTime = Date.UTC(2025, 5, 1, 9);

/** More rounds no draft takes that comes to an end. */
const mostRounds = 20;

/** A disk in memory: absolute path -> what lies there. Folders are there when something lies in them. */
export const memoryDisk = (
	files: Readonly<Record<string, MemoryFile>> | ReadonlyMap<string, MemoryFile>,
): MemoryDisk => {
	const content: Content = new Map(files instanceof Map ? files : Object.entries(files));
	const disk: Disk = (wanted) => look(content, wanted);
	return {
		disk,
		paths: [...content.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
		text(path) {
			const found = disk({path, as: 'file'});
			return found?.type === 'text' ? found.text : null;
		},
		rows: (path, table) => tablesAt(content, path)?.[table]?.rows ?? [],
		apply(edits) {
			const next = new Map(content);
			// Folders are removed once they are empty, whatever the order is.
			for (const edit of edits.toSorted((a, b) => orderOf(a) - orderOf(b))) {
				applyEdit(next, edit);
			}

			return memoryDisk(next);
		},
		draft({draft}) {
			const known = new Map<string, Original>();
			for (let round = 0; round < mostRounds; round++) {
				const answer = draft((wanted) => known.get(keyOf(wanted)));
				if (answer.type !== 'needs') {
					return answer;
				}

				const news = answer.wanted.filter((wanted) => !known.has(keyOf(wanted)));
				if (news.length === 0) {
					throw new Error('a draft asks for what it was told already');
				}

				for (const wanted of news) {
					known.set(keyOf(wanted), look(content, wanted));
				}
			}

			throw new Error(`a draft asked ${mostRounds} times and wants more`);
		},
	};
};

type Content = Map<string, MemoryFile>;

const keyOf = ({path, as, tables}: Wanted): string => JSON.stringify([path, as, tables ?? null]);

const look = (content: Content, {path, as, tables}: Wanted): Original => {
	const file = content.get(path);
	const below = entriesOf(content, path);
	const isFolder = file === null || below.length > 0;
	if (file === undefined && !isFolder) {
		return {type: 'absent'};
	}

	if (isRefused(file)) {
		return {type: 'refused', reason: file.refused};
	}

	if (as === 'folder') {
		return isFolder
			? {type: 'folder', entries: below}
			: {type: 'refused', reason: `${path} is no folder`};
	}

	if (as === 'stat') {
		return {type: 'stat', isFolder, ...factsOf(file)};
	}

	if (isFolder) {
		return {type: 'refused', reason: `${path} is a folder`};
	}

	if (as === 'database') {
		const all = tablesAt(content, path);
		return all
			? {
					type: 'database',
					tables: Object.fromEntries(
						Object.entries(all).filter(([name]) => tables === undefined || tables.includes(name)),
					),
				}
			: {type: 'refused', reason: `${path} is no database`};
	}

	const bytes = bytesOf(file!);
	const digest = digestOf(bytes);
	try {
		const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
		return {type: 'text', text, digest, ...factsOf(file)};
	} catch {
		return {type: 'bytes', digest, ...factsOf(file)};
	}
};

const isRefused = (file: MemoryFile | undefined): file is {readonly refused: string} =>
	typeof file === 'object' && file !== null && 'refused' in file;

const bytesOf = (file: NonNullable<MemoryFile>): Uint8Array =>
	file instanceof Uint8Array
		? file
		: Buffer.from(typeof file === 'string' ? file : 'text' in file ? file.text : '');

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const factsOf = (file: MemoryFile | undefined): {modifiedAt: number; size: number} => ({
	modifiedAt:
		typeof file === 'object' && file !== null && 'modifiedAt' in file
			? file.modifiedAt
			: defaultTime,
	size: file ? bytesOf(file).length : 0,
});

const tablesAt = (content: Content, path: string): Tables | null => {
	const file = content.get(path);
	return typeof file === 'object' && file !== null && 'tables' in file ? file.tables : null;
};

/** The names in a folder, of files that lie in it at any depth. */
const entriesOf = (content: Content, folder: string): readonly FolderEntry[] => {
	const names = new Map<string, FolderEntry>();
	for (const [path, file] of content) {
		if (!path.startsWith(`${folder}/`)) {
			continue;
		}

		const [name, ...rest] = path.slice(folder.length + 1).split('/');
		const isFolder = rest.length > 0 || file === null;
		names.set(name!, {name: name!, isFolder, ...factsOf(isFolder ? undefined : file)});
	}

	return [...names.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const orderOf = ({type}: Edit): number => (type === 'remove-folder' ? 1 : 0);

const applyEdit = (content: Content, edit: Edit): void => {
	const file = content.get(edit.path);
	const insist = (isFit: boolean, what: string): void => {
		if (!isFit) {
			throw new Error(`${edit.path}: ${what}`);
		}
	};

	switch (edit.type) {
		case 'file': {
			const found = look(content, {path: edit.path, as: 'file'});
			const now = found.type === 'text' ? found.text : null;
			insist(found.type === 'text' || found.type === 'absent', 'is no text');
			insist(now === edit.before, 'is not as the edit says it was');
			if (edit.after === null) {
				content.delete(edit.path);
			} else {
				content.set(edit.path, edit.after);
			}

			return;
		}

		case 'move': {
			const found = look(content, {path: edit.path, as: 'file'});
			insist('digest' in found && found.digest === edit.digest, 'is not as the edit says it was');
			insist(look(content, {path: edit.to, as: 'stat'}).type === 'absent', `${edit.to} is taken`);
			content.delete(edit.path);
			content.set(edit.to, file!);
			return;
		}

		case 'remove-folder': {
			insist(entriesOf(content, edit.path).length === 0, 'is not empty');
			content.delete(edit.path);
			return;
		}

		case 'row': {
			const tables = tablesAt(content, edit.path);
			const table = tables?.[edit.table];
			insist(table !== undefined, `has no table ${edit.table}`);
			const rows = changedRows(table!.rows, edit, insist);
			content.set(edit.path, {tables: {...tables, [edit.table]: {...table!, rows}}});
		}
	}
};

const changedRows = (
	rows: readonly DatabaseRow[],
	{key, before, after}: Extract<Edit, {type: 'row'}>,
	insist: (isFit: boolean, what: string) => void,
): readonly DatabaseRow[] => {
	const named = Object.entries(key);
	const index =
		named.length === 0
			? -1
			: rows.findIndex((row) => named.every(([column, value]) => row[column] === value));
	const row = rows[index];
	insist(before === null ? row === undefined : row !== undefined, 'the row is not as it was');
	insist(
		before === null || Object.entries(before).every(([column, value]) => row![column] === value),
		'a column is not as it was',
	);
	if (after === null) {
		return rows.filter((_, at) => at !== index);
	}

	return row ? rows.with(index, after) : [...rows, after];
};
