import type {Edit} from '../model/edit.ts';
import type {Disk, Original, Wanted} from '../model/original.ts';
import type {Check} from '../model/plan.ts';
import type {Status} from '../model/status.ts';
import type {Task} from '../model/task.ts';
import type {Document} from './format.ts';

/**
How a format gets its tasks going again. Loaded only when somebody asks; pure: it looks at the disk
through what it asks for, and says what it would change.
*/
export type Recovery = {
	/** All options, those that can't be had at the moment too: they say why. Never throws, and reads nothing. */
	readonly options: (input: RecoveryInput) => readonly Option[];
};

export type RecoveryInput = {
	/** The task asked about; null: only options for the whole group are wanted. */
	readonly subject: Subject | null;
	/** Every task of the group (`Format.group`), in order; the subject among them. */
	readonly subjects: readonly Subject[];
	/** Folder of the group, absolute. */
	readonly group: string;
	/** Absolute path of the workspace. */
	readonly workspace: string;
	/** Every document of the group. */
	readonly documents: readonly Document[];
	readonly moment: RecoveryMoment;
};

/** A task as it stands now. */
export type Subject = {
	readonly task: Task;
	/** As judged now: `interrupted` where the files say running and nobody works on it. */
	readonly status: Status;
	/** Epoch ms of the last sign of life, or null. */
	readonly lastSignAt: number | null;
};

/** What a plan needs to know about now, as values: the same moment gives the same plan. */
export type RecoveryMoment = {
	/** Epoch milliseconds. */
	readonly now: number;
	/** Minutes that local time is ahead of UTC at an instant (epoch ms). */
	readonly offsetAt: (instant: number) => number;
	/** Characters of [A-Za-z0-9], for ids: different for every moment. At least twelve. */
	readonly token: string;
};

/** Something that can be done for a task, or for its group. */
export type Option = {
	/** Stable, the same for all tasks of the format: `retry`, `log-interruption`. Scripts rely on it. */
	readonly id: string;
	/** What it does, in a few words: "resume from the last checkpoint". */
	readonly title: string;
	readonly scope: 'task' | 'group';
	/** Why it is offered: the situation it is for, in one sentence. */
	readonly because: string;
	/** What speaks against it, a sentence each. */
	readonly against: readonly string[];
	/** Why it can't be done now; null: it can be planned. */
	readonly refusal: string | null;
	/** What it changes, in words, one line a file: "state.json: status back to planned". */
	readonly changes: readonly string[];
	/** What to type next, to an agent or a shell; shown and copied, never run. */
	readonly command: string | null;
	/** It takes so much away that its id has to be typed to confirm it. */
	readonly isGrave?: boolean;
	/** What was recorded or achieved will not be there any more: listed after what only adds to it. */
	readonly takesAway?: boolean;
	/** What it would change, exactly. Called again and again until it needs nothing more. */
	readonly draft: (disk: Disk) => Draft;
};

export type Draft =
	/** It has to look at these first. */
	| {readonly type: 'needs'; readonly wanted: readonly Wanted[]}
	/** What is on the disk speaks against it; one sentence that says what and where. */
	| {readonly type: 'refused'; readonly reason: string}
	| {
			readonly type: 'ready';
			/** At most one for a file; none when it is advice only. */
			readonly edits: readonly Edit[];
			readonly checks: readonly Check[];
			readonly lost: readonly string[];
			readonly notes: readonly string[];
			readonly byHand: readonly string[];
	  };

export const refused = (reason: string): Draft => ({type: 'refused', reason});

/** A draft that can be applied; what is not said is empty. */
export const ready = (
	edits: readonly Edit[],
	more: Partial<Omit<Extract<Draft, {type: 'ready'}>, 'type' | 'edits'>> = {},
): Draft => ({type: 'ready', edits, checks: [], lost: [], notes: [], byHand: [], ...more});

/**
Looks at things on the disk, all of them before the rest is thought about. Where one of them must not
be touched, that is the answer.
*/
export const withOriginals = (
	disk: Disk,
	wanted: readonly Wanted[],
	then: (originals: readonly Exclude<Original, {type: 'refused'}>[]) => Draft,
): Draft => {
	const found = wanted.map((want) => disk(want));
	const missing = wanted.filter((_, index) => found[index] === undefined);
	if (missing.length > 0) {
		return {type: 'needs', wanted: missing};
	}

	const usable: Exclude<Original, {type: 'refused'}>[] = [];
	for (const original of found as readonly Original[]) {
		if (original.type === 'refused') {
			return refused(original.reason);
		}

		usable.push(original);
	}

	return then(usable);
};
