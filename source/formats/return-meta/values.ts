import type {ClaimedTime, Step} from '../../model/task.ts';
import type {ListedArtifacts} from './artifacts.ts';
import type {Fields} from './fields.ts';

/** n of m phases; `current` is the phase being worked on. */
export type Phases = {
	readonly done: number | null;
	readonly total: number | null;
	readonly current: number | null;
};

/** What every value knows of itself. */
type Embedded = {
	/**
	Epoch ms of the newest credible time inside the file, or null: what stands for its file time where
	those mean nothing (a fresh clone).
	*/
	readonly embeddedAt: number | null;
};

/** One entry of `active_projects`. */
export type StateTask = {
	readonly number: number | null;
	readonly name: string | null;
	readonly title: string | null;
	readonly word: string | null;
	readonly kind: string | null;
	readonly topic: string | null;
	readonly priority: string | null;
	readonly session: string | null;
	readonly dependencies: readonly unknown[];
	readonly blockers: string | null;
	readonly phases: Phases;
	readonly artifacts: ListedArtifacts;
	readonly nextSteps: string | null;
	readonly lastUpdated: string | null;
	readonly created: string | null;
	/** Status word -> when it was reached, as written. */
	readonly stamps: Readonly<Record<string, string>>;
	/** Further keys worth showing: label -> text. */
	readonly notes: readonly (readonly [string, string])[];
	readonly lines: StateLines;
};

type StateLines = {
	readonly entry: number;
	readonly status: number;
	readonly title: number;
	readonly dependencies: number;
	readonly updated: number;
	readonly artifacts: number;
};

export type StateValue = Embedded & {
	readonly type: 'state';
	readonly tasks: readonly StateTask[];
	readonly nextNumber: number | null;
	readonly nextNumberLine: number;
	readonly finished: ReadonlyMap<number, string | null>;
	readonly hasVault: boolean;
	/** Tasks that stood in it when it was read before; absent: none is missing. */
	readonly vanished?: Vanished;
};

export type Vanished = {
	/** Number -> name. */
	readonly tasks: ReadonlyMap<number, string | null>;
	/** How many tasks there were. */
	readonly outOf: number;
	/** Epoch ms at which it was noticed. */
	readonly since: number;
};

export type ArchiveValue = Embedded & {
	readonly type: 'archive';
	/** Number -> its last status word. */
	readonly finished: ReadonlyMap<number, string | null>;
};

export type RunError = {
	readonly message: string;
	readonly isRecoverable: boolean;
	readonly recommendation: string | null;
};

/** A `.return-meta.json`: what one run of an agent left behind. */
export type RunValue = Embedded & {
	readonly type: 'run';
	readonly word: string;
	readonly session: string | null;
	readonly agent: string | null;
	/** Who called whom: `orchestrator, implement, go-implementation-agent`. */
	readonly delegation: string | null;
	readonly taskNumber: number | null;
	readonly stage: string | null;
	readonly details: string | null;
	readonly phases: Phases;
	readonly artifacts: ListedArtifacts;
	readonly nextSteps: string | null;
	readonly resumeHint: string | null;
	readonly blockers: string | null;
	readonly review: string | null;
	/** A question only a person can answer. */
	readonly question: string | null;
	readonly errors: readonly RunError[];
	readonly team: readonly Step[];
	readonly summary: string | null;
	readonly claimedTimes: readonly ClaimedTime[];
	/** For a batch: the tasks it named. */
	readonly batch: {readonly completed: readonly number[]; readonly failed: readonly number[]};
	readonly lines: {
		readonly status: number;
		readonly stage: number;
		readonly session: number;
		readonly agent: number;
		readonly artifacts: number;
		readonly phases: number;
		readonly next: number;
		readonly review: number;
		readonly errors: number;
	};
};

export type HandoffValue = Embedded & {
	readonly type: 'handoff';
	readonly word: string | null;
	readonly session: string | null;
	readonly summary: string | null;
	readonly blockers: string | null;
	/** A blocker of the kind `human_action_required`. */
	readonly needsPerson: string | null;
	readonly nextHint: string | null;
	readonly continuation: string | null;
	readonly phases: Phases;
	readonly lines: {readonly status: number; readonly phases: number; readonly next: number};
};

export type LockValue = Embedded & {
	readonly type: 'lock';
	readonly session: string | null;
	readonly operation: string | null;
	readonly command: string | null;
	readonly acquiredAt: number | null;
	readonly heartbeatAt: number | null;
};

export type MarkerValue = Embedded & {
	readonly type: 'marker';
	readonly session: string | null;
	readonly taskNumber: number | null;
	readonly operation: string | null;
	readonly skill: string | null;
};

export type WrapUpGuardValue = Embedded & {readonly type: 'wrap-up-guard'; readonly tries: number};

export type LoopGuardValue = Embedded & {
	readonly type: 'loop-guard';
	readonly session: string | null;
	readonly count: number | null;
	readonly maximum: number | null;
};

export type ProgressValue = Embedded & {
	readonly type: 'progress';
	readonly phase: number | null;
	readonly name: string | null;
	readonly objectives: readonly Step[];
};

/** A plan: its phases with their marks, and its check boxes. */
export type PlanValue = Embedded & {
	readonly type: 'plan';
	readonly phases: readonly (Step & {readonly line: number})[];
	readonly boxes: {readonly done: number; readonly total: number};
};

export type LoggedError = {
	/** Its position in the list it stands in. */
	readonly index: number;
	readonly id: string | null;
	readonly at: number | null;
	readonly type: string | null;
	readonly severity: 'critical' | 'high' | 'medium' | 'low' | null;
	readonly message: string;
	readonly session: string | null;
	/** The command during which it happened: `/implement 43`. */
	readonly command: string | null;
	readonly agent: string | null;
	readonly task: number | null;
	readonly suggestion: string | null;
	readonly isOpen: boolean;
	readonly line: number;
};

export type ErrorsValue = Embedded & {
	readonly type: 'errors';
	readonly entries: readonly LoggedError[];
	/** Task number -> its entries, in file order. */
	readonly byTask: ReadonlyMap<number, readonly LoggedError[]>;
};

export type EventsValue = Embedded & {
	readonly type: 'events';
	/** Task number -> its last event (epoch ms), and of which session it was. */
	readonly lastByTask: ReadonlyMap<number, {readonly session: string | null; readonly at: number}>;
};

export type BatchStateValue = Embedded & {
	readonly type: 'batch-state';
	readonly session: string | null;
	readonly tasks: readonly number[];
	/** Task number -> wave, from 1. */
	readonly waves: ReadonlyMap<number, number>;
	readonly waveCount: number;
	readonly statuses: ReadonlyMap<number, string>;
	readonly completed: ReadonlySet<number>;
	readonly failed: ReadonlySet<number>;
	readonly count: number | null;
	readonly maximum: number | null;
	readonly agents: Fields;
};

export type TodoValue = Embedded & {
	readonly type: 'todo';
	/** Task number -> status mark and its line. */
	readonly marks: ReadonlyMap<number, {readonly mark: string; readonly line: number}>;
};

type PresenceValue = Embedded & {readonly type: 'presence'};

export type ReturnMetaValue =
	| StateValue
	| ArchiveValue
	| RunValue
	| HandoffValue
	| LockValue
	| MarkerValue
	| WrapUpGuardValue
	| LoopGuardValue
	| ProgressValue
	| PlanValue
	| ErrorsValue
	| EventsValue
	| BatchStateValue
	| TodoValue
	| PresenceValue;
