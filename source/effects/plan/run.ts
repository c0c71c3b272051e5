import type {JournalEntry} from '../../model/journal.ts';
import {removeAsides} from './aside.ts';
import {carryOut} from './carry-out.ts';
import {removeCurrent, writeCurrent} from './current.ts';
import {type Deed, turnedRound} from './deed.ts';
import {shownPath} from './place.ts';
import {type PlanRecord, writeRecord} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {takeBack} from './take-back.ts';

/** What a plan, or its undoing, is run with. */
type RunOptions = {
	/** Folder of the workspace's state. */
	readonly folder: string;
	readonly step: (name: string) => void;
};

/**
Carries a plan out, or undoes it, as its record says: all of it, or nothing. The record says at any
moment what has to be done after a cut.

@param record as it is to stand in the journal before the first byte is written: `begun`.
@returns the record as it stands at the end.
@throws {Refusal} when it can't be done; everything is as before then, or the reason says what is not.
*/
export const run = async (record: PlanRecord, {folder, step}: RunOptions): Promise<PlanRecord> => {
	const {id} = record.plan;
	const ends = endsOf(record);
	const shown = (path: string): string => shownPath(path, record.plan.workspace);
	const committed = new Set<number>();
	let noted = record;
	let forward = directed(record);
	step('current');
	await writeCurrent(folder, id);
	try {
		step('record');
		await writeRecord(folder, record);
		step('begin');
		await carryOut(forward, {
			id,
			shown,
			step,
			committed,
			async note(deeds) {
				forward = deeds;
				noted = {...record, isVisible: true, deeds: directed({...record, deeds})};
				await writeRecord(folder, noted);
			},
		});
		step('end');
	} catch (error) {
		const untouched = new Set(
			forward.flatMap(({type, index}) => (type === 'rows' && !committed.has(index) ? [index] : [])),
		);
		throw await retreat(noted, ends, reasonOf(error), {folder, step}, untouched);
	}

	return await finish({...noted, state: ends.done, settledAt: Date.now()}, folder, step);
};

type Ends = {
	readonly done: JournalEntry['state'];
	readonly back: JournalEntry['state'];
};

export const endsOf = (record: Pick<PlanRecord, 'isUndoing'>): Ends =>
	record.isUndoing ? {done: 'undone', back: 'applied'} : {done: 'applied', back: 'taken-back'};

/** The deeds in the direction in which they are being done; and back again. */
export const directed = ({
	deeds,
	isUndoing,
}: Pick<PlanRecord, 'deeds' | 'isUndoing'>): readonly Deed[] =>
	isUndoing ? turnedRound(deeds) : deeds;

/** Takes back what was done of a plan that failed, and says why it did. */
const retreat = async (
	record: PlanRecord,
	ends: Ends,
	reason: string,
	{folder, step}: RunOptions,
	untouched: ReadonlySet<number>,
): Promise<Refusal> => {
	const shown = (path: string): string => shownPath(path, record.plan.workspace);
	try {
		const left = record.isVisible
			? await takeBack(directed(record), {id: record.plan.id, shown, step: quiet(step)}, untouched)
			: [];
		const state = left.length > 0 ? 'stuck' : ends.back;
		const detail = [reason, ...left].join('; ');
		await settle({...record, state, detail}, folder);
		return new Refusal(left.length > 0 ? `${detail}; the rest was taken back` : reason);
	} catch (error) {
		if (!record.isVisible) {
			// There is nothing to take back; what has become of it is written down at the next start.
			return new Refusal(reason);
		}

		return new Refusal(
			`${reason}; and it can't be taken back yet: ${reasonOf(error)}. It will be tried again at the next start`,
		);
	}
};

/** What fails on the way back must not be made to fail by the one who looks on. */
const quiet =
	(step: (name: string) => void) =>
	(name: string): void => {
		try {
			step(name);
		} catch {
			// Taking back goes on.
		}
	};

/** What is done is done: where the journal can't say so any more, it will at the next start. */
const finish = async (
	done: PlanRecord,
	folder: string,
	step: (name: string) => void,
): Promise<PlanRecord> => {
	try {
		await writeRecord(folder, done);
		step('tidy');
		await removeAsides(done.deeds, done.plan.id);
		step('close');
		await removeCurrent(folder);
		step('closed');
	} catch {
		// Whatever is left lies in nobody's way until then.
	}

	return done;
};

/** Writes down what has become of a plan, and removes what has helped. */
export const settle = async (record: PlanRecord, folder: string): Promise<PlanRecord> => {
	const settled = {...record, settledAt: Date.now()};
	await removeAsides(settled.deeds, settled.plan.id);
	await writeRecord(folder, settled);
	await removeCurrent(folder);
	return settled;
};
