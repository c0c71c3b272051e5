import {lstatSync} from 'node:fs';
import {claimPath} from '../formats/index.ts';
import type {Format} from '../formats/format.ts';
import type {Store} from '../store/store.ts';
import type {OnFailure} from './apply.ts';
import {createBatch} from './batch.ts';
import {besideOf, isSameReading, type Ledger} from './ledger.ts';
import {createPace, type Pace} from './pace.ts';
import {documentFrom, readDocument} from './read-document.ts';
import {readFile} from './read-file.ts';
import type {Stamp} from './stamp.ts';
import {
	addFile,
	type ClaimedFile,
	dropFile,
	nameOf,
	parentOf,
	type Territory,
} from './territory.ts';
import type {TornFiles} from './torn.ts';

export type Intake = {
	readonly store: Store;
	readonly territory: Territory;
	readonly ledger: Ledger;
	readonly now: () => number;
	/** Told of errors that metawatch itself should not have made. */
	readonly onError: (error: unknown) => void;
	/** Told when changes of known files, made at these moments (epoch ms), have been applied. */
	readonly onApplied?: (changedAt: readonly number[]) => void;
	/** Ends long work when the watch is closed. */
	readonly signal?: AbortSignal;
};

/** Claimed files in the order in which they are best read: those assembled together come together. */
const inGroupOrder = (
	files: Iterable<ClaimedFile>,
	formats: readonly Format[],
): {file: ClaimedFile; group: string}[] =>
	[...files]
		.map((file) => ({
			file,
			group: `${formats.indexOf(file.format)}:${file.format.group(file.path)}`,
		}))
		.sort((a, b) => compare(a.group, b.group) || compare(a.file.path, b.file.path));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What could not be applied counts as not read, so that the next pass tries it again. */
export const failureOf =
	({ledger, onError}: Pick<Intake, 'ledger' | 'onError'>): OnFailure =>
	(error, path) => {
		if (path !== null) {
			ledger.delete(path);
		}

		onError(error);
	};

/** Reads everything that has been found, as what was there at the start. */
export const readEverything = async (
	{store, territory, ledger, now, onError}: Intake,
	pace: Pace,
): Promise<void> => {
	const onFailure = failureOf({ledger, onError});
	const batch = createBatch({store, now, isFirst: true, pace, onFailure});
	for (const {file, group} of inGroupOrder(territory.files.values(), territory.formats)) {
		const reading =
			file.claim.reader === 'database' ? null : readFile(file.path, file.claim.reader, file.roots);
		// Only databases are worth waiting for: each wait costs more than reading a small file.
		const read = reading ? documentFrom(file, reading, now()) : await readDocument(file, now);
		if (read) {
			ledger.set(file.path, read.seen);
			await batch.add(
				{type: 'read', format: file.format.name, input: read.input},
				group,
				read.weight,
			);
		}

		if (pace.isDue()) {
			await pace.rest();
		}
	}

	batch.finish();
};

export type Taken = {
	/** Documents that were read again. */
	readonly read: readonly string[];
	/** Files that were not there: gone, or about to be replaced. */
	readonly missing: readonly string[];
	/** Path -> ms after which to look again. */
	readonly again: ReadonlyMap<string, number>;
};

/**
Reads the given files, applies what is different from what was read before, and takes away those that
are gone for certain.
*/
export const takeIn = async (
	{store, territory, ledger, now, signal, onApplied, onError}: Intake,
	files: readonly ClaimedFile[],
	gone: readonly ClaimedFile[],
	torn: TornFiles,
): Promise<Taken> => {
	const read: string[] = [];
	const changedAt: number[] = [];
	const missing: string[] = [];
	const again = new Map<string, number>();
	const pace = createPace(signal);
	const onFailure = failureOf({ledger, onError});
	const batch = createBatch({store, now, isFirst: false, pace, onFailure});
	const goneNow = new Set(gone);
	for (const {file, group} of inGroupOrder([...goneNow, ...files], territory.formats)) {
		const {path} = file;
		if (goneNow.has(file)) {
			ledger.delete(path);
			torn.forget(path);
			dropFile(territory, path);
			await batch.add({type: 'removed', path}, group, 0);
			continue;
		}

		const reading = readFile(path, file.claim.reader, file.roots);
		const seen = ledger.get(path);
		const wait = reading && torn.waitForRest(path, seen, reading);
		if (!reading) {
			missing.push(path);
		} else if (isSameReading(seen, reading)) {
			const {stamp, fingerprint} = reading;
			ledger.set(path, {...seen, stamp, fingerprint, beside: besideOf(file)});
			read.push(path);
		} else if (wait !== null) {
			again.set(path, wait);
		} else {
			const document = documentFrom(file, reading, now());
			ledger.set(path, document.seen);
			read.push(path);
			if (seen) {
				changedAt.push(reading.stamp.changedAt);
			}

			await batch.add(
				{type: 'read', format: file.format.name, input: document.input},
				group,
				document.weight,
			);
		}

		if (pace.isDue()) {
			await pace.rest();
		}
	}

	batch.finish();
	onApplied?.(changedAt);
	const {documents} = store.getState();
	for (const path of read) {
		const document = documents.get(path);
		const wait = document ? torn.nextLook(document, now()) : null;
		if (wait !== null) {
			again.set(path, wait);
		}
	}

	return {read, missing, again};
};

/** The claimed file of a path: a known one, or one that has just come to a known folder. */
export const claimedFileAt = (
	territory: Territory,
	path: string,
	stamp: Stamp | null,
): ClaimedFile | null => {
	const known = territory.files.get(path);
	if (known) {
		return known;
	}

	const folder = stamp && territory.folders.get(parentOf(path));
	const claimed = folder ? claimPath(path, territory.formats) : null;
	if (!folder || !claimed) {
		return null;
	}

	addFile(territory, folder, nameOf(path), isLink(path), claimed);
	folder.claimed = [...new Set([...folder.claimed, nameOf(path)])];
	return territory.files.get(path) ?? null;
};

export const isLink = (path: string): boolean =>
	lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
