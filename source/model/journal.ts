import type {Plan} from './plan.ts';

/** An entry without the texts: what a list of many is made of. */
export type JournalHead = Omit<JournalEntry, 'plan'> & {readonly plan: Omit<Plan, 'edits'>};

/** What became of a plan that was begun: the audit trail is made of these. */
export type JournalEntry = {
	readonly plan: Plan;
	/** Name of the account that confirmed it. */
	readonly who: string;
	/** Why, in that person's words; null: they gave none. */
	readonly reason: string | null;
	/** Epoch milliseconds at which it was begun. */
	readonly at: number;
	/**
	- `applied`: everything is written.
	- `undone`: it was taken back afterwards, on request.
	- `taken-back`: it was cut off in the middle, and what had been written was turned round.
	- `failed`: it could not be written, for the reason in `detail` (a full disk, say), and what had been
	  written was turned round.
	- `stuck`: it was cut off or failed in the middle, and somebody else has written since: what was not
	  touched by them was turned round, `detail` names the rest. It is looked at again at every start.
	- `begun`: it is being written at the moment, or was cut off and is not settled yet: `detail` says
	  what that waits for, null when it was not looked at since.
	*/
	readonly state: 'begun' | 'applied' | 'undone' | 'taken-back' | 'failed' | 'stuck';
	/** Epoch milliseconds of that. */
	readonly settledAt: number | null;
	/** What a person should know about it, or null. */
	readonly detail: string | null;
};
