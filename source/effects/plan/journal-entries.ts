import type {JournalEntry, JournalHead} from '../../model/journal.ts';
import {
	type BrokenEntry,
	isBroken,
	type PlanRecord,
	readHead,
	readRecord,
	recordIds,
	removeRecord,
} from './record.ts';
import {reasonOf} from './refusal.ts';

export type Journal<Entry> = {
	/** Newest first. */
	readonly entries: readonly Entry[];
	/** Entries that can't be read, and why; nothing is lost but the knowledge of them. */
	readonly broken: readonly BrokenEntry[];
};

/**
The plans that were begun on a workspace, and what has become of them. Never throws.

@param folder of the workspace's state.
@param limit how many entries are wanted.
*/
export const journalEntries = async (
	folder: string,
	limit: number = mostEntries,
): Promise<Journal<JournalEntry>> => {
	const {entries, broken} = await readAll(folder, limit, readRecord);
	return {entries: entries.map((record) => entryOf(record)), broken};
};

/** The same without the texts of the plans: with many and large ones it takes a tenth of the time. */
export const journalHeads = async (
	folder: string,
	limit: number = mostEntries,
): Promise<Journal<JournalHead>> => await readAll(folder, limit, readHead);

const readAll = async <Entry extends object>(
	folder: string,
	limit: number,
	read: (folder: string, id: string) => Promise<Entry | BrokenEntry>,
): Promise<Journal<Entry>> => {
	const entries: Entry[] = [];
	const broken: BrokenEntry[] = [];
	try {
		for (const id of (await recordIds(folder)).slice(0, limit)) {
			const entry = await read(folder, id);
			if (isBroken(entry)) {
				broken.push(entry);
			} else {
				entries.push(entry);
			}
		}
	} catch (error) {
		broken.push({path: folder, reason: reasonOf(error)});
	}

	return {entries, broken};
};

/** What others are told of a record. */
export const entryOf = ({
	plan,
	who,
	reason,
	at,
	state,
	settledAt,
	detail,
}: PlanRecord): JournalEntry => ({
	plan,
	who,
	reason,
	at,
	state,
	settledAt,
	detail,
});

const mostEntries = 500;
const mostAgeMs = 90 * 24 * 60 * 60_000;

/** Makes room for one more entry: what is old or too much goes, unless it still needs somebody. */
export const dropOldEntries = async (folder: string, now: number): Promise<void> => {
	const ids = await recordIds(folder);
	for (const [index, id] of [...ids.entries()].toReversed()) {
		const record = await readHead(folder, id);
		if (isBroken(record)) {
			continue;
		}

		if (index < mostEntries - 1 && now - record.at <= mostAgeMs) {
			return;
		}

		if (record.state !== 'begun' && record.state !== 'stuck') {
			await removeRecord(folder, id);
		}
	}
};
