import {existsSync} from 'node:fs';
import {realpath} from 'node:fs/promises';
import path from 'node:path';
import type {JournalEntry} from '../../model/journal.ts';
import {removeAsides} from './aside.ts';
import {readCurrent, removeCurrent} from './current.ts';
import {entryOf} from './journal-entries.ts';
import {withLock} from './lock.ts';
import {shownPath} from './place.ts';
import {isBroken, type PlanRecord, readRecord} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {directed, endsOf, settle} from './run.ts';
import {bringHome, outcomeOf, removeJournals, type Return, takeBack} from './take-back.ts';

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
		if ((await readCurrent(folder)) === null) {
			return [];
		}

		if (isReadOnly) {
			return [
				{
					entry: null,
					line: 'a plan may have been cut off; nothing is done about it with --read-only',
				},
			];
		}

		const settled = await withLock(folder, async () => await settleCurrent(folder, onStep));
		return settled ? [settled] : [];
	} catch (error) {
		return [{entry: null, line: `a plan was cut off and is not settled yet: ${reasonOf(error)}`}];
	}
};

/**
Settles what was cut off, if anything was; the lock is held.

@throws when something is in the way: then it is still to be done.
*/
export const settleCurrent = async (
	folder: string,
	step: (name: string) => void,
): Promise<Settled | null> => {
	const id = await readCurrent(folder);
	if (id === null) {
		return null;
	}

	const record = await readRecord(folder, id);
	if (isBroken(record)) {
		await removeCurrent(folder);
		return existsSync(record.path)
			? {
					entry: null,
					line: `a plan was cut off, and ${record.path} can't be read: ${record.reason}`,
				}
			: null;
	}

	if (record.state !== 'begun') {
		await removeAsides(record.deeds, id);
		await removeCurrent(folder);
		return null;
	}

	const settled = await settleRecord(record, folder, step);
	return {entry: entryOf(settled), line: lineOf(settled)};
};

const settleRecord = async (
	record: PlanRecord,
	folder: string,
	step: (name: string) => void,
): Promise<PlanRecord> => {
	const ends = endsOf(record);
	const cut = `${record.isUndoing ? 'undoing it' : 'it'} was cut off`;
	const deeds = directed(record);
	await insistOnWorkspace(record);
	await removeJournals(deeds);
	if (!record.isVisible) {
		return await settle(
			{...record, state: ends.back, detail: `${cut} before it had changed anything`},
			folder,
		);
	}

	const work: Return = {
		id: record.plan.id,
		shown: (path) => shownPath(path, record.plan.workspace),
		step,
	};
	step('bring home');
	const home = bringHome(deeds, work);
	if (home.returned.size === 0 && (await outcomeOf(deeds)) === 'after') {
		step('finish');
		return await settle({...record, state: ends.done, detail: `${cut} when it was done`}, folder);
	}

	const left = [...home.left, ...(await takeBack(deeds, work, home.returned))];
	step('settle');
	return await settle(
		left.length > 0
			? {...record, state: 'stuck', detail: `${cut}; ${left.join('; ')}; the rest was taken back`}
			: {...record, state: ends.back, detail: `${cut} in the middle, and taken back`},
		folder,
	);
};

/** A disk that is not there at the moment has not changed; a journal never leads elsewhere. */
const insistOnWorkspace = async ({plan, deeds}: PlanRecord): Promise<void> => {
	const root = await realpath(plan.workspace).catch(() => null);
	if (root === null) {
		throw new Refusal(`${plan.workspace} is not there`);
	}

	for (const deed of deeds) {
		for (const place of deed.type === 'move' ? [deed.path, deed.to] : [deed.path]) {
			if (!place.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`)) {
				throw new Refusal(`its entry leads out of ${plan.workspace}`);
			}
		}
	}
};

const lineOf = ({plan, state, isUndoing, detail}: PlanRecord): string => {
	const [first] = plan.steps;
	const more = plan.steps.length > 1 ? ` and ${plan.steps.length - 1} more` : '';
	const name = first ? `"${first.title}" for ${first.id}${more}` : `plan ${plan.id}`;
	return `${isUndoing ? 'undoing ' : ''}${name}: ${detail ?? state}`;
};
