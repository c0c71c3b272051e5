import type {Document} from '../formats/format.ts';
import {type Reading, readFile} from './read-file.ts';
import {isSameStamp, type Stamp, stampOf} from './stamp.ts';
import type {ClaimedFile} from './territory.ts';

/** What a file was like when it was last read. */
export type Seen = {
	readonly stamp: Stamp;
	/** Null: not known, as the file was read by somebody else or as a database. */
	readonly fingerprint: string | null;
	/** Whether its text ended with a line break; absent: not known, or no text. */
	readonly endsLine?: boolean;
	/** For a database: the same of the files beside it. */
	readonly beside: string;
};

export type Ledger = Map<string, Seen>;

/** Names of the files in which SQLite keeps what is not yet in the database. */
const databaseSuffixes = ['-wal', '-journal'] as const;

/**
The path of the database a file belongs to, or null. `-shm` is not among them: readers write to it.
*/
export const databaseOf = (path: string): string | null => {
	const suffix = databaseSuffixes.find((ending) => path.endsWith(ending));
	return suffix ? path.slice(0, -suffix.length) : null;
};

export const besideOf = ({path, claim}: ClaimedFile): string =>
	claim.reader === 'database'
		? databaseSuffixes
				.map((suffix) => {
					const stamp = stampOf(path + suffix);
					return stamp ? `${stamp.inode}:${stamp.size}:${stamp.changedAt}` : '';
				})
				.join(' ')
		: '';

/** Whether a file looks as it did when it was last read; cheap, for passes over all files. */
export const isAsSeen = (ledger: Ledger, file: ClaimedFile): boolean => {
	const seen = ledger.get(file.path);
	return (
		seen !== undefined &&
		isSameStamp(seen.stamp, stampOf(file.path)) &&
		seen.beside === besideOf(file)
	);
};

/** Whether what was read now says the same as what was read before. */
export const isSameReading = (seen: Seen | undefined, {stamp, fingerprint}: Reading): boolean =>
	seen !== undefined &&
	seen.fingerprint === fingerprint &&
	seen.stamp.modifiedAt === stamp.modifiedAt &&
	seen.stamp.size === stamp.size &&
	seen.stamp.kind === stamp.kind &&
	(fingerprint !== null || isSameStamp(seen.stamp, stamp));

/**
Enters a file that somebody else has read into the store, so that it is not read again. Nothing
happens when it has changed since.
*/
export const adopt = (ledger: Ledger, file: ClaimedFile, document: Document): void => {
	const reading = readFile(
		file.path,
		file.claim.reader === 'database' ? 'presence' : file.claim.reader,
		file.roots,
	);
	if (
		reading &&
		reading.stamp.modifiedAt === document.stat.modifiedAt &&
		reading.stamp.size === document.stat.size
	) {
		const {stamp, fingerprint} = reading;
		ledger.set(file.path, {stamp, fingerprint, beside: besideOf(file)});
	}
};
