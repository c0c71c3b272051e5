import type {JournalEntry, JournalHead} from '../model/journal.ts';
import type {Wanted} from '../model/original.ts';
import type {Plan} from '../model/plan.ts';
import type {Answer} from './answers.ts';

/** The message says what was done, or why nothing was. */
export type Done = {readonly isDone: boolean; readonly message: string};

/** The outbound edge, as far as recovery needs it: what looks at files, writes plans and takes them back. */
export type Clerk = {
	/** What is on the disk now, an answer for everything wanted. */
	readonly read: (wanted: readonly Wanted[], workspace: string) => Promise<readonly Answer[]>;
	/** The audit trail of all workspaces, newest first. */
	readonly entries: () => Promise<readonly JournalEntry[]>;
	/** The same without the texts of the plans, which may be megabytes. */
	readonly heads: () => Promise<readonly JournalHead[]>;
	/** Writes a plan as a whole, or nothing of it. */
	readonly apply: (plan: Plan, reason: string | null) => Promise<Done>;
	/** Takes back a plan that was shown; refused when another one has come meanwhile. */
	readonly undo: (plan: Plan, reason: string | null) => Promise<Done>;
};
