import {existsSync, lstatSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {type Aside, asideOf, asidesOf} from './aside.ts';
import {changeRow} from './database/change-rows.ts';
import {beginTransaction, removeJournal} from './database/transaction.ts';
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
import {digestNow, MovedOn, putWhereNothingIs} from './put.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {digestOfState, knownDigests, type Standing, standingOf, standingOfRow} from './standing.ts';

/** What deeds are taken back, or looked at, with. */
export type Return = {
	/** Of the plan. */
	readonly id: string;
	readonly shown: (path: string) => string;
	readonly step: (name: string) => void;
};

/** How the disk stands: all done, all as before, or something in between. */
export type Outcome = 'after' | 'before' | 'between';

/** What another program wrote in the very moment and has got back, and what had to be left. */
type BroughtHome = {
	/** Indexes of the deeds whose files have these words again, as if nothing had been done to them. */
	readonly returned: ReadonlySet<number>;
	/** A sentence each. */
	readonly left: readonly string[];
};

/**
Brings what lies aside after a cut back to where it belongs: what was taken away and not yet put
elsewhere, and what another program wrote in the very moment.
*/
export const bringHome = (deeds: readonly Deed[], {id, shown}: Return): BroughtHome => {
	const known = knownDigests(deeds);
	const left: string[] = [];
	const returned = new Set<number>();
	for (const {kept, keptOnReturn, deed} of asidesOf(deeds, id)) {
		for (const aside of [kept, keptOnReturn]) {
			const digest = digestNow(aside);
			if (digest === null) {
				continue;
			}

			const now = digestNow(deed.path);
			const isOurs = known.get(deed.path)?.has(digest) ?? false;
			if (isOurs) {
				if (deed.type === 'move' && now === null && digestNow(deed.to) === null) {
					putWhereNothingIs(aside, deed.path);
				} else if (aside === keptOnReturn) {
					// An earlier way back was cut off too.
					rmSync(aside);
				}
			} else if (now === null || known.get(deed.path)?.has(now)) {
				renameSync(aside, deed.path);
				returned.add(deed.index);
			} else {
				left.push(
					`${shown(deed.path)} was written by others; an earlier text of theirs lies in ${path.basename(aside)}`,
				);
			}
		}
	}

	return {returned, left};
};

/** Looks how far deeds are. */
export const outcomeOf = async (deeds: readonly Deed[]): Promise<Outcome> => {
	const known = knownDigests(deeds);
	const standings = new Set<Standing>();
	for (const deed of deeds) {
		if (deed.type === 'rows') {
			for (const standing of await standingsOfRows(deed)) {
				standings.add(standing);
			}
		} else if (deed.type !== 'folder' || !deed.isAlong) {
			standings.add(standingOf(deed, known));
		}
	}

	const [only] = standings;
	return standings.size === 1 && only !== 'other' ? only! : 'between';
};

/** Lets SQLite tidy up what a cut has left of its own beside databases. */
export const removeJournals = async (deeds: readonly Deed[]): Promise<void> => {
	for (const {type, path} of deeds) {
		if (type === 'rows' && existsSync(path) && existsSync(`${path}-journal`)) {
			await removeJournal(path);
		}
	}
};

const standingsOfRows = async (deed: RowsDeed): Promise<readonly Standing[]> => {
	if (!existsSync(deed.path)) {
		return ['other'];
	}

	const transaction = await beginTransaction(deed.path, true);
	try {
		return deed.rows.map((row) => standingOfRow(transaction.database, row));
	} finally {
		transaction.close();
	}
};

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
	let trouble: Refusal | null = null;
	for (const deed of turnedRound(deeds)) {
		if (untouched.has(deed.index) || home.returned.has(deed.index)) {
			continue;
		}

		try {
			work.step(`back ${deed.index}`);
			const isFree =
				deed.type === 'rows' ? await takeRowsBack(deed) : await takeFileBack(deed, deeds, work);
			if (!isFree) {
				left.push(`${work.shown(deed.path)}: somebody else has changed it since`);
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
