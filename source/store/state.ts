import type {Document} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import type {Task} from '../model/task.ts';
import type {Transition} from '../model/transition.ts';
import type {TornFile} from './torn-files.ts';

/**
Everything metawatch knows, as one value. It changes only through `reduce`, in whole batches, and
what did not change keeps its identity.
*/
export type State = {
	/** Path -> document. */
	readonly documents: ReadonlyMap<string, Document>;
	/** `format:folder` -> what its documents were assembled to. */
	readonly groups: ReadonlyMap<string, Group>;
	/** Key -> task, in the order of groups and files. */
	readonly tasks: ReadonlyMap<string, Task>;
	readonly problems: readonly Problem[];
	/** Newest last; only the latest `maximumTransitions` are kept in memory. */
	readonly transitions: readonly Transition[];
	/** Key -> since when the task has been seen in its present run. */
	readonly observed: ReadonlyMap<string, Observed>;
	/** Path -> what was observed, of files that cannot be read or could not be at some time before. */
	readonly torn: ReadonlyMap<string, TornFile>;
	/** Goes up with every change of tasks or problems. */
	readonly revision: number;
};

export type Group = {
	readonly format: FormatName;
	readonly folder: string;
	readonly paths: ReadonlySet<string>;
	readonly tasks: readonly Task[];
	readonly problems: readonly Problem[];
};

export type Observed = {
	/** Epoch ms at which the task was first seen. */
	readonly firstSeenAt: number;
	/** Epoch ms at which it was first seen in its present status. */
	readonly statusSince: number;
	/** Whether the change to that status was witnessed, or it stood there from the start. */
	readonly isWitnessed: boolean;
};

export const emptyState: State = {
	documents: new Map(),
	groups: new Map(),
	tasks: new Map(),
	problems: [],
	transitions: [],
	observed: new Map(),
	torn: new Map(),
	revision: 0,
};
