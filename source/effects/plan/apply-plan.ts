import type {JournalEntry} from '../../model/journal.ts';
import type {Plan} from '../../model/plan.ts';
import {besideUnsettled} from './beside-unsettled.ts';
import {dropOldEntries, entryOf} from './journal-entries.ts';
import {withLock} from './lock.ts';
import {prepare} from './prepare.ts';
import {isPlainId, type PlanRecord, recordIds} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {run} from './run.ts';
import {settleAll} from './settle-journal.ts';

export type ApplyOptions = {
	/** Folder of the workspace's state, absolute: the journal lies in it. */
	readonly journal: string;
	/** Name of the account. */
	readonly who: string;
	/** Why, in that person's words. */
	readonly reason: string | null;
	/** Then nothing is ever written. */
	readonly isReadOnly: boolean;
	/** For tests: called before each step; what it throws is taken for an error of the disk. */
	readonly onStep?: (name: string) => void;
};

export type Applied =
	| {readonly state: 'applied'; readonly entry: JournalEntry}
	/** One sentence. Nothing has changed, unless it says so. */
	| {readonly state: 'refused'; readonly reason: string};

/**
Does everything a plan says, or nothing. Each file must still be what the plan was made from, nothing
is written outside of the workspace, and whatever happens in the middle, a kill too, is taken back or
finished, now or at the next start. Never throws.
*/
export const applyPlan = async (plan: Plan, options: ApplyOptions): Promise<Applied> => {
	const {journal: folder, who, reason, isReadOnly, onStep: step = () => {}} = options;
	try {
		if (isReadOnly) {
			throw new Refusal('nothing is written with --read-only');
		}

		if (!isPlainId(plan.id)) {
			throw new Refusal('the id of the plan is no plain name');
		}

		return await withLock(folder, async () => {
			step('locked');
			await settleAll(folder, () => {});
			if ((await recordIds(folder)).includes(plan.id)) {
				throw new Refusal('this plan was begun already');
			}

			const deeds = await prepare(plan);
			if (deeds.length === 0) {
				throw new Refusal('everything is already as the plan has it');
			}

			step('prepared');
			const now = Date.now();
			await dropOldEntries(folder, now);
			const begun: PlanRecord = {
				plan,
				who,
				reason,
				at: now,
				state: 'begun',
				settledAt: null,
				detail: null,
				deeds,
				isUndoing: false,
				isVisible: false,
				failure: null,
			};
			const record = await besideUnsettled(
				folder,
				begun,
				async () => await run(begun, {folder, step}),
			);
			return {state: 'applied', entry: entryOf(record)} as const;
		});
	} catch (error) {
		return {state: 'refused', reason: reasonOf(error)};
	}
};
