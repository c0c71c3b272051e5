import type {DatabaseRow} from '../model/edit.ts';
import type {Disk, FolderEntry, Original, Wanted} from '../model/original.ts';
import type {Composition} from './composition.ts';
import {isNamedBy} from './row-name.ts';

/**
The disk as it would be after the edits so far: what the next draft of the same plan has to see. A file
that was edited has no digest: it can't be moved by the same plan.

@param at epoch milliseconds: the time of everything that was changed.
*/
export const overlaid =
	(disk: Disk, composition: Composition, at: number): Disk =>
	(wanted) => {
		const {path, as} = wanted;
		if (as === 'folder') {
			return folderAfter(disk(wanted), wanted, composition, at);
		}

		if (as === 'database') {
			return databaseAfter(disk(wanted), path, composition);
		}

		const edit = composition.files.get(path);
		if (edit) {
			return edit.after === null ? {type: 'absent'} : changed(edit.after, as, at);
		}

		const isGone = composition.moves.has(path) || composition.folders.has(path);
		return isGone ? {type: 'absent'} : disk(standingAt(wanted, composition));
	};

/** What has to be read to know what lies there after the edits: of a moved file, its old place. */
export const standingAt = (wanted: Wanted, {moves}: Composition): Wanted => {
	const move =
		wanted.as === 'file' || wanted.as === 'stat'
			? [...moves.values()].find(({to}) => to === wanted.path)
			: undefined;
	return move ? {...wanted, path: move.path} : wanted;
};

const changed = (text: string, as: Wanted['as'], at: number): Original => {
	const size = new TextEncoder().encode(text).length;
	return as === 'stat'
		? {type: 'stat', isFolder: false, modifiedAt: at, size}
		: {type: 'text', text, digest: '', modifiedAt: at, size};
};

const folderAfter = (
	found: Original | undefined,
	{path}: Wanted,
	{files, moves, folders}: Composition,
	at: number,
): Original | undefined => {
	if (found === undefined || found.type === 'refused') {
		return found;
	}

	const gone = new Set<string>(folders);
	const come = new Set<string>();
	for (const {path: file, after} of files.values()) {
		(after === null ? gone : come).add(file);
	}

	for (const {path: file, to} of moves.values()) {
		gone.add(file);
		come.add(to);
	}

	const before = found.type === 'folder' ? found.entries : [];
	const inside = `${path.replace(/\/$/, '')}/`;
	const left = before.filter(({name}) => !gone.has(inside + name));
	const names = new Set(left.map(({name}) => name));
	const added = [...come]
		.filter((file) => file.startsWith(inside))
		.map((file) => file.slice(inside.length).split('/'))
		.filter(([name]) => !names.has(name!))
		.map(([name, ...rest]): FolderEntry => ({
			name: name!,
			isFolder: rest.length > 0,
			modifiedAt: at,
			size: 0,
		}));
	const entries = [...left, ...new Map(added.map((entry) => [entry.name, entry])).values()];
	const isThere = found.type === 'folder' ? !folders.has(path) : entries.length > 0;
	return isThere ? {type: 'folder', entries} : {type: 'absent'};
};

const databaseAfter = (
	found: Original | undefined,
	path: string,
	{rows}: Composition,
): Original | undefined => {
	if (found?.type !== 'database') {
		return found;
	}

	const tables = {...found.tables};
	for (const edit of rows.values()) {
		const table = edit.path === path ? tables[edit.table] : undefined;
		if (table) {
			tables[edit.table] = {...table, rows: rowsAfter(table.rows, edit)};
		}
	}

	return {...found, tables};
};

const rowsAfter = (
	rows: readonly DatabaseRow[],
	{key, after}: {readonly key: DatabaseRow; readonly after: DatabaseRow | null},
): readonly DatabaseRow[] => {
	const index = rows.findIndex((row) => isNamedBy(row, key));
	if (after === null) {
		return rows.filter((_, at) => at !== index);
	}

	return index === -1 ? [...rows, after] : rows.with(index, after);
};
