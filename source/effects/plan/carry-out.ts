import {existsSync} from 'node:fs';
import path from 'node:path';
import {asideOf} from './aside.ts';
import {changeRow} from './database/change-rows.ts';
import {beginTransaction, type Transaction} from './database/transaction.ts';
import type {Deed, FileDeed, FolderDeed, MoveDeed} from './deed.ts';
import {syncFolder, writeDraft} from './draft.ts';
import {changeFile, changeFolder, moveFile} from './perform.ts';
import {digestNow, MovedOn} from './put.ts';
import {untilQuiet} from './quiet.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {digestOfState} from './standing.ts';
import {insistOnWay} from './way.ts';

/** What a plan is carried out with. */
export type Work = {
	/** Of the plan. */
	readonly id: string;
	/** Path -> how people are told of it. */
	readonly shown: (path: string) => string;
	/** Told before each step; what it throws is taken for an error of that step. */
	readonly step: (name: string) => void;
	/** Keeps in the journal what is known now, the places of new rows: from here on others may see something. */
	readonly note: (deeds: readonly Deed[]) => Promise<void>;
	/** Indexes of deeds of which others may see something are added; the rest has not been done. */
	readonly reached: Set<number>;
};

/**
Does all of it: first what nobody sees (drafts, rows that are not committed), then what can be seen.

@throws {Refusal} at the first thing that can't be done. What was done until then is not taken back here.
*/
export const carryOut = async (deeds: readonly Deed[], work: Work): Promise<void> => {
	const transactions: Transaction[] = [];
	try {
		for (const deed of deeds) {
			await about(work, deed, async () => {
				if (deed.type === 'file' && deed.after) {
					work.step(`draft ${deed.index}`);
					await writeDraft(asideOf(work.id, deeds, deed).draft, deed.after);
				}
			});
		}

		const noted = await writeRows(deeds, work, transactions);
		work.step('note');
		await work.note(noted);

		for (const deed of deeds) {
			await about(work, deed, async () => {
				if (deed.type === 'file' && deed.before && deed.after) {
					await untilQuiet(deed.path);
				}

				if (deed.type !== 'rows') {
					work.step(`do ${deed.index}`);
					insistOnWay(deed.path);
					work.reached.add(deed.index);
					perform(deed, deeds, work);
				}
			});
		}

		work.step('look again');
		insistOnKept(deeds, work);
		await syncFolders(deeds);
		await commit(deeds, work, transactions);
	} finally {
		for (const transaction of transactions) {
			transaction.close();
		}
	}
};

const commit = async (
	deeds: readonly Deed[],
	work: Work,
	transactions: readonly Transaction[],
): Promise<void> => {
	const changed = deeds.filter(({type}) => type === 'rows');
	for (const [number, deed] of changed.entries()) {
		await about(work, deed, async () => {
			work.step(`commit ${deed.index}`);
			work.reached.add(deed.index);
			await transactions[number]!.commit();
		});
	}
};

const about = async ({shown}: Work, deed: Deed, act: () => Promise<void> | void): Promise<void> => {
	try {
		await act();
	} catch (error) {
		throw new Refusal(`${shown(deed.path)}: ${reasonOf(error)}`, {cause: error});
	}
};

const writeRows = async (
	deeds: readonly Deed[],
	work: Work,
	transactions: Transaction[],
): Promise<readonly Deed[]> => {
	const noted: Deed[] = [];
	for (const deed of deeds) {
		if (deed.type === 'rows') {
			await about(work, deed, async () => {
				work.step(`rows ${deed.index}`);
				const transaction = await beginTransaction(deed.path);
				transactions.push(transaction);
				const rows = deed.rows.map((row) => changeRow(transaction.database, row));
				noted.push({...deed, rows});
			});
		} else {
			noted.push(deed);
		}
	}

	return noted;
};

const perform = (
	deed: FileDeed | MoveDeed | FolderDeed,
	deeds: readonly Deed[],
	{id, step}: Work,
): void => {
	if (deed.type === 'folder') {
		changeFolder(deed);
		return;
	}

	const {draft, kept} = asideOf(id, deeds, deed);
	const between = () => step(`within ${deed.index}`);
	if (deed.type === 'move') {
		moveFile(deed, kept, between);
	} else {
		changeFile(deed, draft, kept, between);
	}
};

/** A program that had a file open when it was replaced has written to what was kept of it. */
const insistOnKept = (deeds: readonly Deed[], {id, shown}: Work): void => {
	for (const deed of deeds) {
		if (deed.type === 'file' && deed.before) {
			const {kept} = asideOf(id, deeds, deed);
			if (existsSync(kept) && digestNow(kept) !== digestOfState(deed.before)) {
				throw new MovedOn(`${shown(deed.path)}: another program was writing to it at that moment`);
			}
		}
	}
};

/** Every folder in which a name has come, gone or changed. */
export const syncFolders = async (deeds: readonly Deed[]): Promise<void> => {
	const folders = new Set(
		deeds.flatMap((deed) =>
			deed.type === 'rows'
				? []
				: [path.dirname(deed.path), ...(deed.type === 'move' ? [path.dirname(deed.to)] : [])],
		),
	);
	for (const folder of folders) {
		await syncFolder(folder);
	}
};
