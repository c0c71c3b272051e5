import type {Fact, Step} from '../../model/task.ts';
import type {Status} from '../../model/status.ts';

/** A value and the line it stands in. */
export type Placed<Value> = {
	readonly value: Value;
	readonly line: number;
};

/** `.kiro/metadata/execution-state.json`: the one checkpoint of a project. */
export type Checkpoint = {
	readonly timestamp: Placed<string> | null;
	/** Epoch ms of an earlier checkpoint of the same run, read before this one; null: none was. */
	readonly runsSince: number | null;
	readonly currentStep: Placed<string> | null;
	readonly taskId: Placed<string> | null;
	readonly taskName: Placed<string> | null;
	readonly status: Placed<string> | null;
	/** Null when the file has no such list: then nothing is known about steps. */
	readonly stepsDone: readonly string[] | null;
	readonly currentSubStep: Placed<string> | null;
	readonly specName: Placed<string> | null;
	readonly files: readonly ListedFile[];
	readonly lastOperation: Placed<string> | null;
	readonly lastCheckpoint: Placed<string> | null;
	readonly rollbackPoint: Placed<string> | null;
	readonly instructions: Placed<string> | null;
	readonly error: Placed<string> | null;
	/** Sections and fields nobody documented, as plain label and value. */
	readonly facts: readonly Fact[];
	/** Where reading broke off, for a file that is not JSON to its end. */
	readonly brokenAt: {readonly line: number; readonly column: number} | null;
};

export type ListedFile = {
	/** As written. */
	readonly name: string;
	/** Absolute, inside the project; null when it leads out of it. */
	readonly path: string | null;
	readonly line: number;
};

/** A task list: `tasks.md` and its kin. */
export type TaskList = {
	/** What makes a task in this file: numbered boxes, numbered headings, or plain boxes. */
	readonly style: 'boxes' | 'headings' | 'plain';
	readonly entries: readonly Entry[];
	readonly graph: Graph | null;
};

export type Entry = {
	readonly id: string;
	/** Distinguishes entries of the same id: 1 for the first. */
	readonly occurrence: number;
	readonly title: string;
	readonly line: number;
	/** What its own box or heading says. */
	readonly status: Status;
	readonly rawStatus: string;
	/** A star after the box: often a test, usually left undone. */
	readonly isOptional: boolean;
	readonly isParallel: boolean;
	/** Index of its parent in `entries`, by id; null at the top. */
	readonly parent: number | null;
	readonly isLeaf: boolean;
	/** What it stands under: the parent's title, or the heading above. */
	readonly section: string | null;
	readonly steps: readonly Step[];
	readonly details: readonly string[];
	readonly requirements: string | null;
	readonly validates: string | null;
};

/** The task dependency graph of a list: tasks of a wave wait for those of the waves it names. */
export type Graph = {
	readonly line: number;
	readonly waves: readonly Wave[];
};

export type Wave = {
	/** Its id, name or number, for people. */
	readonly label: string;
	/** Every name that other waves may use for it. */
	readonly names: readonly string[];
	readonly tasks: readonly string[];
	readonly note: string | null;
	/** Names of the waves it waits for; null: the wave before it. */
	readonly waitsFor: readonly string[] | null;
};

/** `spec.json` of cc-sdd. */
export type SpecInfo = {
	readonly feature: string | null;
	readonly phase: string | null;
	readonly language: string | null;
	/** `requirements approved, design approved, tasks generated`. */
	readonly approvals: string | null;
	readonly isReady: boolean | null;
};

/** `.config.kiro` of the editor. */
export type SpecConfig = {
	readonly specId: string | null;
	readonly workflow: string | null;
	readonly specType: string | null;
};
