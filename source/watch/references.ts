import {dirname} from 'node:path';
import {existsSync} from 'node:fs';
import type {Document, FileStat} from '../formats/format.ts';
import type {Change} from '../store/reduce.ts';
import type {Store} from '../store/store.ts';
import {createBatch} from './batch.ts';
import type {Pace} from './pace.ts';
import {fileStatOf, stampOf} from './stamp.ts';
import {joinPath, type Root} from './territory.ts';

/** Keeps what documents refer to looked up: whether it is there, and since when. */
export type References = {
	/**
	Looks up the references of these documents and applies what differs from what they know; those
	given have to be in the order of their groups.
	*/
	readonly check: (
		documents: Iterable<Document>,
		options: {readonly pace: Pace; readonly isFirst: boolean},
	) => Promise<void>;
	/** Whether some document refers to this path. */
	readonly has: (path: string) => boolean;
	/** The documents that refer to one of these paths. */
	readonly referringTo: (paths: ReadonlySet<string>) => readonly Document[];
};

export const createReferences = (options: {
	readonly store: Store;
	readonly roots: readonly Root[];
	readonly now: () => number;
	readonly onError: (error: unknown) => void;
}): References => {
	const {store, now, onError} = options;
	const reaches = [...new Set(options.roots.map(({path}) => reachOf(path)))];
	// Grows with the documents and never shrinks: a path too many costs one question to the system.
	const known = new Set<string>();
	const isInReach = (path: string): boolean =>
		!path.includes('\0') && reaches.some((reach) => path.startsWith(joinPath(reach, '')));

	return {
		async check(documents, {pace, isFirst}) {
			const batch = createBatch({store, now, isFirst, pace, onFailure: onError});
			const looked = new Map<string, FileStat | null>();
			for (const document of documents) {
				const stats = new Map<string, FileStat | null>();
				for (const path of document.references) {
					if (isInReach(path)) {
						known.add(path);
						stats.set(path, lookUp(path, looked));
					}

					if (pace.isDue()) {
						await pace.rest();
					}
				}

				if (!isSameStats(stats, document.referenceStats)) {
					const change: Change = {type: 'references', path: document.path, stats};
					await batch.add(change, dirname(document.path), 0);
				}
			}

			batch.finish();
		},
		has: (path) => known.has(path),
		referringTo: (paths) =>
			[...store.getState().documents.values()].filter(({references}) =>
				references.some((path) => paths.has(path)),
			),
	};
};

const lookUp = (path: string, looked: Map<string, FileStat | null>): FileStat | null => {
	const before = looked.get(path);
	if (before !== undefined) {
		return before;
	}

	const stamp = stampOf(path);
	const stat = stamp && stamp.kind !== 'refused' ? fileStatOf(stamp) : null;
	looked.set(path, stat);
	return stat;
};

const isSameStats = (
	a: ReadonlyMap<string, FileStat | null>,
	b: ReadonlyMap<string, FileStat | null>,
): boolean =>
	a.size === b.size &&
	[...a].every(([path, stat]) => {
		const other = b.get(path);
		return stat === null || !other
			? stat === other
			: stat.modifiedAt === other.modifiedAt &&
					stat.size === other.size &&
					stat.isFolder === other.isFolder;
	});

/**
How far references are followed: to the end of the repository around a workspace. A file could name
anything, and merely asking for some paths mounts a server; what lies farther out stays unknown.
*/
const reachOf = (workspace: string): string => {
	let folder = workspace;
	for (;;) {
		if (existsSync(joinPath(folder, '.git'))) {
			return folder;
		}

		const parent = dirname(folder);
		if (parent === folder) {
			return workspace;
		}

		folder = parent;
	}
};
