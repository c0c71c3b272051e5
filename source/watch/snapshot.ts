import {readEverything} from './intake.ts';
import type {Note} from './note.ts';
import type {WatchOptions} from './options.ts';
import {createPace} from './pace.ts';
import {prepare} from './prepare.ts';
import {readTornAgain} from './torn-again.ts';
import {walkAll} from './walk.ts';

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
export const readSnapshot = async (options: SnapshotOptions): Promise<Snapshot> => {
	const errors: unknown[] = [];
	const onError = options.onError ?? ((error: unknown) => errors.push(error));
	const {intake, references} = prepare(options, {onError});
	const {store, territory, now} = intake;
	const pace = createPace();
	await walkAll(territory, {pace, now, isRepeated: false});
	await readEverything(intake, pace);
	await readTornAgain(intake);
	if (options.withReferences) {
		await references.check(store.getState().documents.values(), {pace, isFirst: true});
	}

	if (errors.length > 0) {
		throw errors[0];
	}

	return {
		files: store.getState().documents.size,
		folders: territory.folders.size,
		notes: [...territory.notes.values()],
	};
};
