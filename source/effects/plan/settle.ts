import type {JournalEntry} from '../../model/journal.ts';
import {removeCurrent} from './current.ts';
import {shownPath} from './place.ts';
import {type PlanRecord, writeRecord} from './record.ts';
import {tidy} from './tidy.ts';
import {addUnsettled, removeUnsettled} from './unsettled.ts';

type Ends = {
	readonly done: JournalEntry['state'];
	readonly back: JournalEntry['state'];
};

export const endsOf = ({isUndoing, failure}: Pick<PlanRecord, 'isUndoing' | 'failure'>): Ends =>
	isUndoing
		? {done: 'undone', back: 'applied'}
		: {done: 'applied', back: failure === null ? 'taken-back' : 'failed'};

/** How people are told of the paths of a plan. */
export const shownFor =
	({plan}: Pick<PlanRecord, 'plan'>) =>
	(path: string): string =>
		shownPath(path, plan.workspace);

/** What went wrong with it, to begin a sentence with. */
export const mishapOf = ({
	isUndoing,
	failure,
}: Pick<PlanRecord, 'isUndoing' | 'failure'>): string => {
	const what = isUndoing ? 'taking it back' : 'it';
	return failure === null ? `${what} was cut off` : `${what} failed: ${failure}`;
};

/**
Writes down what has become of a plan, and removes what has helped. What can't be removed now, and a
plan that is stuck, is looked at again at every start.
*/
export const settle = async (record: PlanRecord, folder: string): Promise<PlanRecord> => {
	const settled = {...record, settledAt: Date.now()};
	await writeRecord(folder, settled);
	await removeWhatHelped(settled, folder);
	return settled;
};

/** @param record as it stands in the journal: settled. */
export const removeWhatHelped = async (record: PlanRecord, folder: string): Promise<void> => {
	const {plan, deeds, state} = record;
	let isTidy = true;
	try {
		await tidy(deeds, plan.id, shownFor(record));
	} catch {
		isTidy = false;
	}

	await (isTidy && state !== 'stuck' ? removeUnsettled : addUnsettled)(folder, plan.id);
	await removeCurrent(folder);
};

/** Puts off what can't be settled now: nothing else has to wait for it. */
export const postpone = async (
	record: PlanRecord,
	reason: string,
	folder: string,
): Promise<PlanRecord> => {
	const detail = `${mishapOf(record)}, and is not settled yet: ${reason}; it is tried again at every start`;
	const postponed = {...record, detail};
	await writeRecord(folder, postponed);
	await addUnsettled(folder, record.plan.id);
	await removeCurrent(folder);
	return postponed;
};
