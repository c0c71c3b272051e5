import {existsSync} from 'node:fs';
import {realpath} from 'node:fs/promises';
import path from 'node:path';
import type {JournalEntry} from '../../model/journal.ts';
import {bringHome, type Return} from './bring-home.ts';
import {readCurrent, removeCurrent, writeCurrent} from './current.ts';
import {entryOf} from './journal-entries.ts';
import {withLock} from './lock.ts';
import {hasWordsAside, outcomeOf} from './outcome.ts';
import {isBroken, type PlanRecord, readRecord, writeRecord} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {directed} from './run.ts';
import {endsOf, mishapOf, postpone, removeWhatHelped, settle, shownFor} from './settle.ts';
import {takeBack} from './take-back.ts';
import {removeJournals} from './tidy.ts';
import {isAnythingUnsettled, readUnsettled, removeUnsettled} from './unsettled.ts';
import {insistOnWays, pathsOf} from './way.ts';

/** What was found of a plan that had been cut off, and what has become of it. */
export type Settled = {
	/** Null: its entry can't be read, or nothing could be done yet. */
	readonly entry: JournalEntry | null;
	/** For a person, one line. */
	readonly line: string;
};

export type SettleOptions = {
	/** Then nothing is written: it is only told. */
	readonly isReadOnly: boolean;
	/** For tests: called before each step. */
	readonly onStep?: (name: string) => void;
};

/**
Finishes or takes back what an earlier metawatch was doing when it was cut off. To be called at every
start: when there is nothing to do, it costs one look. Never throws.

@param folder of the workspace's state.
*/
export const settleJournal = async (
	folder: string,
	{isReadOnly, onStep = () => {}}: SettleOptions,
): Promise<readonly Settled[]> => {
	try {
		if (!(await isAnythingUnsettled(folder))) {
			return [];
		}

		if (isReadOnly) {
			return (await isAnythingBegun(folder))
				? [
						{
							entry: null,
							line: 'a plan may have been cut off; nothing is done about it with --read-only',
						},
					]
				: [];
		}

		return await withLock(folder, async () => await settleAll(folder, onStep));
	} catch (error) {
		return [{entry: null, line: `a plan was cut off and is not settled yet: ${reasonOf(error)}`}];
	}
};

const isAnythingBegun = async (folder: string): Promise<boolean> => {
	if ((await readCurrent(folder)) !== null) {
		return true;
	}

	for (const id of await readUnsettled(folder)) {
		const record = await readRecord(folder, id);
		if (!isBroken(record) && record.state === 'begun') {
			return true;
		}
	}

	return false;
};

/**
Settles what was cut off, and what could not be settled before; the lock is held. What is still in the
way of one plan keeps nothing else waiting.

@throws when the journal itself can't be written.
*/
export const settleAll = async (
	folder: string,
	step: (name: string) => void,
): Promise<readonly Settled[]> => {
	const current = await readCurrent(folder);
	const ids = new Set([...(current === null ? [] : [current]), ...(await readUnsettled(folder))]);
	const settled: Settled[] = [];
	for (const id of ids) {
		const found = await settleOne(folder, id, step);
		if (found) {
			settled.push(found);
		}
	}

	return settled;
};

const settleOne = async (
	folder: string,
	id: string,
	step: (name: string) => void,
): Promise<Settled | null> => {
	const record = await readRecord(folder, id);
	if (isBroken(record)) {
		await removeUnsettled(folder, id);
		await removeCurrent(folder);
		return existsSync(record.path)
			? {
					entry: null,
					line: `a plan was cut off, and ${record.path} can't be read: ${record.reason}`,
				}
			: null;
	}

	if (record.state === 'stuck' && !(await isFreeAgain(record))) {
		await removeWhatHelped(record, folder);
		return null;
	}

	if (record.state !== 'stuck' && record.state !== 'begun') {
		await removeWhatHelped(record, folder);
		return null;
	}

	try {
		const wasStuck = record.state === 'stuck';
		const settled = await settleRecord(await begunAgain(record, folder), wasStuck, folder, step);
		return {entry: entryOf(settled), line: lineOf(settled)};
	} catch (error) {
		return {
			entry: null,
			line: lineOf(await postpone({...record, state: 'begun'}, reasonOf(error), folder)),
		};
	}
};

/** Whether a plan that was stuck can be settled: nothing stands there but what it found or wrote. */
const isFreeAgain = async (record: PlanRecord): Promise<boolean> => {
	const deeds = directed(record);
	try {
		insistOnWays(deeds, shownFor(record));
		return (
			!hasWordsAside(deeds, record.plan.id) && (await outcomeOf(deeds, record.plan.id)) !== 'other'
		);
	} catch {
		return false;
	}
};

/** What was stuck is to be settled like any other, also when that is cut off in its turn. */
const begunAgain = async (record: PlanRecord, folder: string): Promise<PlanRecord> => {
	if (record.state === 'begun') {
		return record;
	}

	const begun: PlanRecord = {...record, state: 'begun', settledAt: null};
	await writeCurrent(folder, record.plan.id);
	await writeRecord(folder, begun);
	return begun;
};

const settleRecord = async (
	record: PlanRecord,
	wasStuck: boolean,
	folder: string,
	step: (name: string) => void,
): Promise<PlanRecord> => {
	const ends = endsOf(record);
	const mishap = mishapOf(record);
	const deeds = directed(record);
	await insistOnWorkspace(record);
	if (!record.isVisible) {
		return await settle(
			{...record, state: ends.back, detail: `${mishap} before it had changed anything`},
			folder,
		);
	}

	const work: Return = {id: record.plan.id, shown: shownFor(record), step};
	insistOnWays(deeds, work.shown);
	await removeJournals(deeds);
	step('bring home');
	const home = bringHome(deeds, work);
	if (home.returned.size === 0 && (await outcomeOf(deeds, record.plan.id)) === 'after') {
		step('finish');
		const detail =
			record.failure === null && !wasStuck
				? `${mishap} when it was done`
				: `${mishap}; everything stands as it was to be now`;
		return await settle({...record, state: ends.done, detail}, folder);
	}

	const left = [...home.left, ...(await takeBack(deeds, work, home.returned))];
	step('settle');
	return await settle(
		left.length > 0
			? {
					...record,
					state: 'stuck',
					detail: `${mishap}; ${left.join('; ')}; the rest was taken back`,
				}
			: {
					...record,
					state: ends.back,
					detail: `${mishap}${record.failure === null ? ' in the middle, and' : '; it was'} taken back`,
				},
		folder,
	);
};

/** A disk that is not there at the moment has not changed; a journal never leads elsewhere. */
const insistOnWorkspace = async ({plan, deeds}: PlanRecord): Promise<void> => {
	const root = await realpath(plan.workspace).catch(() => null);
	if (root === null) {
		throw new Refusal(`${plan.workspace} is not there`);
	}

	for (const place of deeds.flatMap(pathsOf)) {
		if (!place.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`)) {
			throw new Refusal(`its entry leads out of ${plan.workspace}`);
		}
	}
};

const lineOf = ({plan, state, isUndoing, detail}: PlanRecord): string => {
	const [first] = plan.steps;
	const more = plan.steps.length > 1 ? ` and ${plan.steps.length - 1} more` : '';
	const name = first ? `"${first.title}" for ${first.id}${more}` : `plan ${plan.id}`;
	return `${isUndoing ? 'undoing ' : ''}${name}: ${detail ?? state}`;
};
