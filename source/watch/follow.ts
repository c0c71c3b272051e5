import {type ChangeQueue, createChangeQueue, type Hint} from './change-queue.ts';
import {createDatabases} from './databases.ts';
import {claimedFileAt, type Intake, isLink, takeIn} from './intake.ts';
import {createLater} from './later.ts';
import {databaseOf} from './ledger.ts';
import {createPace} from './pace.ts';
import type {References} from './references.ts';
import {isSameThing, type Stamp, stampOf} from './stamp.ts';
import {type ClaimedFile, dropFolder, joinPath, nameOf, parentOf} from './territory.ts';
import {createTornFiles} from './torn.ts';
import {walkBelow} from './walk.ts';

/** Turns hints about paths into changes of the store. */
export type Follower = {
	readonly hint: ChangeQueue['add'];
	/** Looks once more at folders that are only just being watched. */
	readonly settle: (folders: readonly string[]) => void;
	/** Whether a path waits to be looked at, now or a little later. */
	readonly isPending: (path: string) => boolean;
	readonly whenIdle: () => Promise<void>;
	readonly close: () => Promise<void>;
};

export type FollowOptions = {
	readonly intake: Intake;
	readonly references: References;
	/** Folders came or went: what is watched has to follow. */
	readonly onFolders: (entered: readonly string[]) => void;
	/** Something happened to a workspace itself, to a link or to very much: only a pass sees what. */
	readonly onPassNeeded: () => void;
	readonly onError: (error: unknown) => void;
};

/** A file that comes back within this time was replaced, not removed. */
const graceMs = 100;

/** What happens in a folder before the watching has begun is found by looking once more. */
const settleMs = 150;

/**
So many changes at once may have overflowed what the system keeps for us, which it does not tell.
*/
const stormSize = 1000;

export const createFollower = (options: FollowOptions): Follower => {
	const {intake, references, onFolders, onPassNeeded, onError} = options;
	const {store, territory, now, signal} = intake;
	const torn = createTornFiles();
	const graces = createLater((path) => queue.add(path, {isGraceOver: true}));
	const looks = createLater((path) => queue.add(path, {}));
	const settles = createLater((path) => {
		queue.add(path, {isStructural: true});
		hintAll((territory.folders.get(path)?.claimed ?? []).map((name) => joinPath(path, name)));
	});
	const databases = createDatabases(intake, (path) => queue.add(path, {}), onError);

	const flush = async (batch: ReadonlyMap<string, Hint>): Promise<boolean> => {
		const before = store.getState();
		if (batch.size > stormSize) {
			onPassNeeded();
		}

		const present: ClaimedFile[] = [];
		const gone: ClaimedFile[] = [];
		const touched = new Set<string>();
		for (const [path, hint] of batch) {
			touched.add(path);
			if (hint.isStructural) {
				touched.add(parentOf(path));
			}

			const stamp = stampOf(path);
			const file = claimedFileAt(territory, path, stamp);
			// A folder that became a link to one known already is not entered a second time.
			const isEntered = territory.folders.has(parentOf(path));
			if (file && stamp && isEntered) {
				graces.cancel(path);
				take(file, present);
			} else if (file && isWorkspaceThere(file)) {
				if (hint.isGraceOver) {
					gone.push(file);
				} else if (!graces.has(path)) {
					graces.at(path, graceMs);
				}
			} else if (!file) {
				hintDatabase(path);
			}

			if (hint.isStructural && (!file || stamp?.kind === 'folder')) {
				await followFolder(path, stamp);
			}
		}

		const {read, missing, again} = await takeIn(intake, present, gone, torn);
		for (const path of missing) {
			graces.at(path, graceMs);
		}

		for (const [path, wait] of again) {
			looks.at(path, wait);
		}

		await followReferences(read, touched);
		return store.getState() !== before;
	};

	const take = (file: ClaimedFile, present: ClaimedFile[]): void => {
		if (file.claim.reader === 'database') {
			databases.hint(file);
		} else {
			present.push(file);
		}
	};

	const hintDatabase = (path: string): void => {
		const database = territory.files.get(databaseOf(path) ?? '');
		if (database?.claim.reader === 'database') {
			databases.hint(database);
		}
	};

	const isWorkspaceThere = ({workspace}: ClaimedFile): boolean => {
		const isThere = stampOf(workspace)?.kind === 'folder';
		const root = territory.roots.find(({path}) => path === workspace);
		if (!isThere && root?.realPath !== null) {
			onPassNeeded();
		}

		return isThere;
	};

	const followFolder = async (path: string, stamp: Stamp | null): Promise<void> => {
		const known = territory.folders.get(path);
		if (territory.roots.some((root) => root.path === path)) {
			onPassNeeded();
			return;
		}

		const isReplaced = known && !isSameThing(known.stamp, stamp);
		if (known && (isReplaced || stamp?.kind !== 'folder')) {
			hintAll(dropFolder(territory, path));
		}

		const parent = territory.folders.get(parentOf(path));
		const name = nameOf(path);
		if (parent && stamp?.kind !== 'folder') {
			parent.folders = parent.folders.filter((other) => other !== name);
		} else if (parent && !territory.isIgnored(name)) {
			if (isLink(path)) {
				onPassNeeded();
				return;
			}

			const isNew = !territory.folders.has(path);
			const pace = createPace(signal);
			const walked = await walkBelow(territory, parent, name, {pace, now, isRepeated: !isNew});
			hintAll(walked.appeared);
			hintAll(walked.gone);
			onFolders(walked.entered);
			if (isNew) {
				settles.at(path, settleMs);
			}

			return;
		}

		if (known) {
			onFolders([]);
		}
	};

	const hintAll = (paths: readonly string[]): void => {
		for (const path of paths) {
			queue.add(path, {});
		}
	};

	const followReferences = async (
		read: readonly string[],
		touched: ReadonlySet<string>,
	): Promise<void> => {
		const {documents} = store.getState();
		const affected = new Set(read.map((path) => documents.get(path)));
		for (const path of touched) {
			affected.add(documents.get(path));
		}

		const referred = new Set([...touched].filter((path) => references.has(path)));
		if (referred.size > 0) {
			for (const document of references.referringTo(referred)) {
				affected.add(document);
			}
		}

		const present = [...affected].filter((document) => document !== undefined);
		await references.check(present, {pace: createPace(signal), isFirst: false});
	};

	const queue = createChangeQueue(async (batch) => {
		try {
			return await flush(batch);
		} catch (error) {
			if (!signal?.aborted) {
				onError(error);
			}

			return true;
		}
	});

	return {
		hint: queue.add,
		settle(folders) {
			for (const folder of folders) {
				settles.at(folder, settleMs);
			}
		},
		isPending: (path) => [queue, graces, looks, databases].some((waiting) => waiting.has(path)),
		whenIdle: queue.whenIdle,
		async close() {
			for (const later of [graces, looks, settles]) {
				later.close();
			}

			await databases.close();
			await queue.close();
		},
	};
};
