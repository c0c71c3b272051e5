import type {Note} from './note.ts';
import type {WatchOptions} from './options.ts';

export type SnapshotOptions = WatchOptions & {
	/** Whether the files that documents refer to are looked up too; a first paint can do without. */
	readonly withReferences: boolean;
};

/** What one pass has met. The documents themselves are in the store. */
export type Snapshot = {
	/** Claimed paths that were read. */
	readonly files: number;
	/** Folders looked through. */
	readonly folders: number;
	readonly notes: readonly Note[];
};

/** Reads everything once and applies it to the store as what was there at the start. */
export const readSnapshot = async (_options: SnapshotOptions): Promise<Snapshot> =>
	await Promise.reject(new Error('not written yet'));
