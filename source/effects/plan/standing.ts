import {lstatSync, readdirSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {rowsWith} from './database/change-rows.ts';
import {isSameRow} from './database/rows.ts';
import {describeTable} from './database/table.ts';
import type {Deed, FileState, RowChange, RowsDeed} from './deed.ts';
import {digestNow} from './put.ts';
import {digestOf} from './read-exactly.ts';

/** How far a deed is: `other`: somebody else has changed what it is about. */
export type Standing = 'before' | 'after' | 'other';

/** Digest of a file as it is to stand, null where none is to be. */
export const digestOfState = (state: FileState | null): string | null =>
	state && digestOf(state.text);

/** What a path may be found as while its plan is being made: more than two where one deed follows another. */
export const knownDigests = (
	deeds: readonly Deed[],
): ReadonlyMap<string, ReadonlySet<string | null>> => {
	const known = new Map<string, Set<string | null>>();
	const add = (path: string, digest: string | null): void => {
		known.set(path, (known.get(path) ?? new Set()).add(digest));
	};

	for (const deed of deeds) {
		if (deed.type === 'file') {
			add(deed.path, digestOfState(deed.before));
			add(deed.path, digestOfState(deed.after));
		} else if (deed.type === 'move') {
			for (const path of [deed.path, deed.to]) {
				add(path, null);
				add(path, deed.digest);
			}
		}
	}

	return known;
};

type FileLike = Exclude<Deed, RowsDeed>;

/** How far a deed of files or folders is, as the disk has it now. */
export const standingOf = (
	deed: FileLike,
	known: ReadonlyMap<string, ReadonlySet<string | null>>,
): Standing => {
	switch (deed.type) {
		case 'file': {
			const now = digestNow(deed.path);
			if (now === digestOfState(deed.after)) {
				return 'after';
			}

			return known.get(deed.path)?.has(now) ? 'before' : 'other';
		}

		case 'move': {
			const [from, to] = [digestNow(deed.path), digestNow(deed.to)];
			// What came in its place is the matter of another deed.
			if (to === deed.digest && known.get(deed.path)?.has(from) && from !== deed.digest) {
				return 'after';
			}

			return from === deed.digest && to === null ? 'before' : 'other';
		}

		case 'folder': {
			const stats = lstatSync(deed.path, {throwIfNoEntry: false});
			if (stats && !stats.isDirectory()) {
				return 'other';
			}

			return (stats !== undefined) === deed.isMade ||
				(deed.isAlong && !deed.isMade && readdirSync(deed.path).length > 0)
				? 'after'
				: 'before';
		}
	}
};

/** How far the change of a row is. */
export const standingOfRow = (database: DatabaseSync, change: RowChange): Standing => {
	const {at, before, after} = change;
	// Places are noted before anything is committed.
	if (at === null) {
		return 'before';
	}

	const table = describeTable(database, change.table);
	const [row] = table ? rowsWith(database, table, at) : [];
	const isAt = (state: typeof before): boolean =>
		state === null ? row === undefined : row !== undefined && isSameRow(row.cells, state);
	return isAt(after) ? 'after' : isAt(before) ? 'before' : 'other';
};
