import {existsSync} from 'node:fs';
import {removeAsides} from './aside.ts';
import {removeJournal} from './database/transaction.ts';
import type {Deed} from './deed.ts';
import {insistOnWays, obstacleOf, passingFolders} from './way.ts';

/**
Removes everything that has helped to carry deeds out, also what a cut has left of SQLite's own beside
databases. Where a folder is not there, or is another one, nothing is touched.

@throws {OffTheWay} then, when the rest is done.
*/
export const tidy = async (
	deeds: readonly Deed[],
	id: string,
	shown: (path: string) => string,
): Promise<void> => {
	const passing = passingFolders(deeds);
	const isOnWay = (deed: Deed): boolean => obstacleOf(deed, passing, shown) === null;
	await removeJournals(deeds.filter(isOnWay));
	await removeAsides(deeds, id, isOnWay);
	insistOnWays(deeds, shown);
};

/** Lets SQLite tidy up what a cut has left of its own beside databases; the ways have been looked at. */
export const removeJournals = async (deeds: readonly Deed[]): Promise<void> => {
	for (const {type, path} of deeds) {
		if (type === 'rows' && existsSync(path) && existsSync(`${path}-journal`)) {
			await removeJournal(path);
		}
	}
};
