import type {Edit} from './edit.ts';
import type {FormatName} from './format-name.ts';

/**
Everything one confirmation does: shown before, applied as a whole or not at all, and taken back as a
whole. A value: it can be written to a journal and read again.
*/
export type Plan = {
	/** Unique and sortable by time. */
	readonly id: string;
	/** Epoch milliseconds at which the files were read for it. */
	readonly at: number;
	/** Absolute path of the workspace; nothing outside of it is touched. */
	readonly workspace: string;
	readonly steps: readonly PlanStep[];
	readonly edits: readonly Edit[];
	/** What was looked at on the disk, and what was found: shown first. */
	readonly checks: readonly Check[];
	/** What will not be there any more, in words; undo brings it back. */
	readonly lost: readonly string[];
	readonly notes: readonly string[];
	/** Commands for a person to run by hand, never run by metawatch: `git checkout -- a.ts`. */
	readonly byHand: readonly string[];
	/** Other tasks that it changes something for. */
	readonly downstream: readonly Affected[];
	/** Tasks that were asked for and can't be done, with the reason. */
	readonly left: readonly {readonly task: string; readonly id: string; readonly reason: string}[];
};

/** One option chosen for one task, or for the files of a whole group. */
export type PlanStep = {
	readonly option: string;
	readonly title: string;
	readonly format: FormatName;
	/** Key of the task; null: the option is about the whole group. */
	readonly task: string | null;
	/** What people call it: the id of the task, or the name of its group. */
	readonly id: string;
	/** What to type next, to an agent or a shell. */
	readonly command: string | null;
};

export type Check = {
	readonly title: string;
	readonly state: 'passed' | 'failed' | 'unknown';
	readonly detail: string;
};

export type Affected = {
	readonly task: string;
	readonly id: string;
	readonly title: string;
	/** What changes for it, in words: "can start". */
	readonly effect: string;
};
