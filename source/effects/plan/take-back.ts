import {existsSync, lstatSync, rmSync} from 'node:fs';
import {type Aside, asideOf} from './aside.ts';
import {bringHome, type Return} from './bring-home.ts';
import {changeRow} from './database/change-rows.ts';
import {beginTransaction} from './database/transaction.ts';
import {syncFolders} from './carry-out.ts';
import {
	type Deed,
	type FileDeed,
	type FolderDeed,
	type MoveDeed,
	type RowsDeed,
	turnedRound,
} from './deed.ts';
import {writeDraft} from './draft.ts';
import {changeFile, changeFolder, moveFile} from './perform.ts';
import {digestNow, MovedOn} from './put.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {digestOfState, knownDigests, standingOf, standingOfRow} from './standing.ts';
import {insistOnWay, obstacleOf, OffTheWay, passingFolders} from './way.ts';

/**
Takes back whatever has been done of the deeds, as the disk shows it. What somebody else has changed
since is left as it is.

@param untouched indexes of deeds that are known not to have been done.
@returns what could not be taken back for that reason, a sentence each.
@throws {Refusal} when something else is in the way; then it can be tried again.
*/
export const takeBack = async (
	deeds: readonly Deed[],
	work: Return,
	untouched: ReadonlySet<number> = new Set(),
): Promise<readonly string[]> => {
	const home = bringHome(deeds, work);
	const left = [...home.left];
	const passing = passingFolders(deeds);
	let trouble: Refusal | null = null;
	for (const deed of turnedRound(deeds)) {
		if (untouched.has(deed.index) || home.returned.has(deed.index)) {
			continue;
		}

		try {
			const obstacle = obstacleOf(deed, passing, work.shown);
			if (obstacle !== null) {
				trouble ??= new OffTheWay(obstacle);
				continue;
			}

			work.step(`back ${deed.index}`);
			const isFree =
				deed.type === 'rows' ? await takeRowsBack(deed) : await takeFileBack(deed, deeds, work);
			if (!isFree) {
				left.push(`${work.shown(deed.path)}: ${lossOf(deed)}`);
			}
		} catch (error) {
			const reason = `${work.shown(deed.path)}: ${reasonOf(error)}`;
			if (error instanceof MovedOn) {
				left.push(reason);
			} else {
				trouble ??= new Refusal(reason, {cause: error});
			}
		}
	}

	await syncFolders(deeds);
	if (trouble) {
		throw trouble;
	}

	return left;
};

const lossOf = ({path}: Deed): string =>
	existsSync(path) ? 'somebody else has changed it since' : 'it is not there any more';

/** @param deed turned round: it is to be done. @returns false when it was left to somebody else. */
const takeFileBack = async (
	deed: FileDeed | MoveDeed | FolderDeed,
	deeds: readonly Deed[],
	{id, step}: Return,
): Promise<boolean> => {
	const standing = standingOf(deed, knownDigests(deeds));
	if (standing === 'after') {
		return true;
	}

	if (deed.type === 'folder') {
		if (standing === 'before') {
			changeFolder(deed);
		}

		return standing === 'before';
	}

	const aside = asideOf(id, deeds, deed);
	const between = () => step(`within ${deed.index}`);
	if (deed.type === 'move') {
		const [now, home] = [digestNow(deed.path), digestNow(deed.to)];
		if (now === deed.digest && home === null) {
			moveFile(deed, aside.keptOnReturn, between);
			return true;
		}

		// Something stands under its old name: it was never moved, whoever may have changed it.
		return home !== null && (home === deed.digest || now !== deed.digest);
	}

	const now = digestNow(deed.path);
	if (now !== digestOfState(deed.before)) {
		return standing === 'before' || isNeverDone(deed, aside);
	}

	let source = aside.draft;
	if (deed.after) {
		insistOnWay(deed.path);
		insistOnWay(aside.draft);
		rmSync(aside.draft, {force: true});
		if (isSame(aside.kept, deed)) {
			source = aside.kept;
		} else {
			await writeDraft(aside.draft, deed.after);
		}
	}

	changeFile(deed, source, aside.keptOnReturn, between);
	return true;
};

/** A draft goes where it is to stand; what is removed goes aside. Where that did not happen, nothing did. */
const isNeverDone = ({before}: FileDeed, {draft, kept}: Aside): boolean =>
	before ? existsSync(draft) : !existsSync(kept);

/** Whether the very file that stood there is still at hand. */
const isSame = (kept: string, {after}: FileDeed): boolean =>
	lstatSync(kept, {throwIfNoEntry: false})?.isFile() === true &&
	digestNow(kept) === digestOfState(after);

/** @param deed turned round: it is to be done. @returns false when some of it was left to somebody else. */
const takeRowsBack = async (deed: RowsDeed): Promise<boolean> => {
	// Places are noted before anything is committed.
	if (deed.rows.some(({at}) => at === null)) {
		return true;
	}

	if (!existsSync(deed.path)) {
		return false;
	}

	const transaction = await beginTransaction(deed.path, true);
	try {
		const standings = deed.rows.map((row) => standingOfRow(transaction.database, row));
		// All rows were committed at once: where one is as it was before, none of them was.
		if (standings.includes('after')) {
			return true;
		}

		for (const [index, row] of deed.rows.entries()) {
			if (standings[index] === 'before') {
				changeRow(transaction.database, row);
			}
		}

		await transaction.commit();
		return !standings.includes('other');
	} finally {
		transaction.close();
	}
};
