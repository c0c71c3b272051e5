import type {MetaDocument, Usable} from './gather.ts';
import {usableOf} from './gather.ts';
import {type Folder} from './gather.ts';
import {fileTime} from './file-times.ts';
import type {
	BatchStateValue,
	HandoffValue,
	LockValue,
	LoggedError,
	LoopGuardValue,
	MarkerValue,
	PlanValue,
	ProgressValue,
	RunValue,
	StateTask,
	WrapUpGuardValue,
} from './values.ts';
import type {Dependency} from '../../model/task.ts';
import {compareNaturally} from '../../text/natural-order.ts';
import {nameOf} from './place.ts';

/** Everything that is known about one task before it becomes a row. */
export type Evidence = {
	readonly root: string;
	readonly label: string;
	readonly workspace: string;
	readonly key: string;
	readonly id: string;
	readonly order: number;
	readonly number: number | null;
	readonly entry: StateTask | null;
	/** The `state.json` of the root. */
	readonly state: MetaDocument | null;
	readonly stateStaleSince: number | null;
	readonly folder: Folder | null;
	readonly isCopy: boolean;
	readonly dependencies: readonly Dependency[];
	readonly errorLog: MetaDocument | null;
	readonly errors: readonly LoggedError[];
	readonly batches: readonly Usable<BatchStateValue>[];
	/** Markers of this task that lie in the root. */
	readonly rootMarkers: readonly Usable<MarkerValue>[];
	readonly lastEvent: {readonly session: string | null; readonly at: number} | null;
};

/** The documents of a task folder, by what they are; the newest first where there are several. */
export type FolderFiles = {
	readonly runs: readonly Usable<RunValue>[];
	readonly handoff: Usable<HandoffValue> | null;
	readonly lock: Usable<LockValue> | null;
	readonly marker: Usable<MarkerValue> | null;
	readonly wrapUpGuard: Usable<WrapUpGuardValue> | null;
	readonly loopGuards: readonly Usable<LoopGuardValue>[];
	readonly progress: Usable<ProgressValue> | null;
	readonly plan: Usable<PlanValue> | null;
	readonly isCreating: boolean;
};

/** Sorts what lies in the folder of a task. */
export const filesOf = ({folder, isCopy, rootMarkers}: Evidence): FolderFiles => {
	const documents = folder?.documents ?? [];
	const newestFirst = <Value>(list: readonly Usable<Value>[]): readonly Usable<Value>[] =>
		[...list].sort(
			(a, b) =>
				(fileTime(b.document, isCopy) ?? 0) - (fileTime(a.document, isCopy) ?? 0) ||
				compareNames(b.document.path, a.document.path),
		);
	return {
		runs: newestFirst(usableOf(documents, 'run', 'run')),
		handoff: newestFirst(usableOf(documents, 'handoff', 'handoff'))[0] ?? null,
		lock: usableOf(documents, 'lock', 'lock')[0] ?? null,
		marker: usableOf(documents, 'marker', 'marker')[0] ?? rootMarkers[0] ?? null,
		wrapUpGuard: usableOf(documents, 'wrap-up-guard', 'wrap-up-guard')[0] ?? null,
		loopGuards: usableOf(documents, 'loop-guard', 'loop-guard'),
		progress: newestFirst(usableOf(documents, 'progress', 'progress'))[0] ?? null,
		plan: newestFirst(usableOf(documents, 'plan', 'plan'))[0] ?? null,
		isCreating: documents.some(({kind}) => kind === 'creating'),
	};
};

/** By the numbers inside the names: `implementation-010` comes after `implementation-002`. */
const compareNames = (a: string, b: string): number => compareNaturally(nameOf(a), nameOf(b));
