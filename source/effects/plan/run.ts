import {tidy} from './tidy.ts';
import {carryOut} from './carry-out.ts';
import {removeCurrent, writeCurrent} from './current.ts';
import {type Deed, turnedRound} from './deed.ts';
import {type PlanRecord, writeRecord} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {endsOf, postpone, settle, shownFor} from './settle.ts';
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
	const shown = shownFor(record);
	const reached = new Set<number>();
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
			reached,
			async note(deeds) {
				forward = deeds;
				noted = {...record, isVisible: true, deeds: directed({...record, deeds})};
				await writeRecord(folder, noted);
			},
		});
		step('end');
	} catch (error) {
		const untouched = new Set(forward.flatMap(({index}) => (reached.has(index) ? [] : [index])));
		throw await retreat({...noted, failure: reasonOf(error)}, {folder, step}, untouched);
	}

	return await finish({...noted, state: endsOf(noted).done, settledAt: Date.now()}, folder, step);
};

/** The deeds in the direction in which they are being done; and back again. */
export const directed = ({
	deeds,
	isUndoing,
}: Pick<PlanRecord, 'deeds' | 'isUndoing'>): readonly Deed[] =>
	isUndoing ? turnedRound(deeds) : deeds;

/** Takes back what was done of a plan that failed, and says why it did. */
const retreat = async (
	record: PlanRecord & {readonly failure: string},
	{folder, step}: RunOptions,
	untouched: ReadonlySet<number>,
): Promise<Refusal> => {
	const {failure: reason} = record;
	const shown = shownFor(record);
	const said = record.isUndoing ? `taking it back failed: ${reason}` : reason;
	try {
		const left = record.isVisible
			? await takeBack(directed(record), {id: record.plan.id, shown, step: quiet(step)}, untouched)
			: [];
		const state = left.length > 0 ? 'stuck' : endsOf(record).back;
		const detail =
			left.length > 0 ? `${[said, ...left].join('; ')}; the rest was taken back` : said;
		await settle({...record, state, detail}, folder);
		return new Refusal(
			left.length > 0 ? `${[reason, ...left].join('; ')}; the rest was taken back` : reason,
		);
	} catch (error) {
		if (!record.isVisible) {
			// There is nothing to take back; what has become of it is written down at the next start.
			return new Refusal(reason);
		}

		const why = reasonOf(error);
		await postpone(record, why, folder).catch(() => {
			// Then the next start finds it as what is at work.
		});
		return new Refusal(
			`${reason}; and it can't be taken back yet: ${why}. It will be tried again at the next start`,
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
		await tidy(done.deeds, done.plan.id, shownFor(done));
		step('close');
		await removeCurrent(folder);
		step('closed');
	} catch {
		// Whatever is left lies in nobody's way until then.
	}

	return done;
};
