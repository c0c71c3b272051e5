import type {Activity} from './activity.ts';
import type {Attention} from './attention.ts';
import type {FormatName} from './format-name.ts';
import type {Origin} from './origin.ts';
import type {Status} from './status.ts';

/**
One row: everything the documents of one workspace say about one task. It holds no "now": what
time adds (elapsed, silence, interruption) is added by `analysis/rows.ts`.
*/
export type Task = {
	/** Unique among all tasks and stable over restarts. */
	readonly key: string;
	/** What people call it: `259`, `T014`, `2.1`, `B-049`. */
	readonly id: string;
	readonly title: string;
	readonly format: FormatName;
	/** Absolute path of the workspace. */
	readonly workspace: string;
	/** The folder or list it belongs to, for people: `specs/001-login`, `000_backlog.md`. */
	readonly group: string;
	/** Position among the tasks of its group, as the files list them. */
	readonly order: number;
	/** The heading, phase or parent above it in its list. */
	readonly section: string | null;

	/** What the files say it is; `analysis/liveness.ts` turns `running` into `interrupted`. */
	readonly status: Status;
	/** The file's own word, unchanged but made harmless. */
	readonly rawStatus: string | null;
	readonly stage: Stage | null;
	/** Share done, 0 to 1, or null when unknown. */
	readonly progress: number | null;

	readonly agent: string | null;
	readonly session: string | null;
	/** The kind of work: `lean4`, `SYNC`, `implement`. */
	readonly kind: string | null;

	readonly startedAt: Moment | null;
	readonly updatedAt: Moment | null;
	readonly completedAt: Moment | null;
	/** Length of the last finished attempt in ms, when files tell it credibly. */
	readonly durationMs: number | null;
	/** Which values the duration was taken from. */
	readonly durationSource: string | null;
	/** Times as files claim them, with what is wrong about those that are not used. */
	readonly claimedTimes: readonly ClaimedTime[];

	/** Attempts after the first; null when the format cannot know. */
	readonly retries: number | null;
	readonly priority: Priority | null;
	readonly score: number | null;
	/** Why only a person can do it; null when nothing says so. */
	readonly humanRequired: string | null;

	readonly dependencies: readonly Dependency[];
	/**
	Number of the wave it is to be started in together with others, where a file tells one; null: none.
	A hint about order, never a dependency.
	*/
	readonly wave: number | null;
	readonly error: TaskError | null;
	readonly attention: readonly Attention[];
	/** What to do next, in words. */
	readonly nextStep: string | null;
	/** What to type next, to an agent or a shell; shown and copied, never run. */
	readonly command: string | null;

	readonly artifacts: readonly Artifact[];
	readonly review: Review | null;
	readonly steps: readonly Step[];
	/** Everything else worth knowing, in reading order. */
	readonly facts: readonly Fact[];

	/** Evidence about a task that its files call active; null for all others. */
	readonly activity: Activity | null;
	/** Files that speak of it, the most telling first. */
	readonly files: readonly Origin[];
	/** Field name -> where its value came from. */
	readonly sources: Readonly<Partial<Record<SourcedField, Origin>>>;
	/**
	Epoch milliseconds since when the file it came from cannot be read (the values are the last good
	ones), or null.
	*/
	readonly staleSince: number | null;
};

export type SourcedField =
	| 'title'
	| 'status'
	| 'stage'
	| 'progress'
	| 'agent'
	| 'session'
	| 'startedAt'
	| 'updatedAt'
	| 'completedAt'
	| 'retries'
	| 'priority'
	| 'dependencies'
	| 'error'
	| 'nextStep'
	| 'review';

/** Where in its work a task is. `index` of `total`, both null when not countable. */
export type Stage = {
	readonly name: string;
	/** Steps done. */
	readonly index: number | null;
	readonly total: number | null;
};

/** A time that is trusted, and what it was taken from (`lock acquired_at`, `file changed`). */
export type Moment = {
	/** Epoch milliseconds. */
	readonly at: number;
	readonly source: string;
};

export type ClaimedTime = {
	readonly label: string;
	readonly raw: string;
	/** Why it is not used ("midnight", "in the future"), or null when it is. */
	readonly flaw: string | null;
};

export type Priority = {
	readonly raw: string;
	/** 0 is the most urgent; null when the word is unknown. */
	readonly rank: number | null;
};

export type Dependency = {
	/** As written, made harmless. */
	readonly raw: string;
	/** The id it names, or null for free text. */
	readonly id: string | null;
	/** The key of the task it means, when that is a row. */
	readonly key: string | null;
	/**
	- `known`: `key` is set; whether it is met follows from that task's status.
	- `archived`: done and moved away: met.
	- `external`: another project or free text: shown, never an error.
	- `missing`: names an id that nothing declares.
	- `ambiguous`: several tasks share the id.
	*/
	readonly state: 'known' | 'archived' | 'external' | 'missing' | 'ambiguous';
};

export const errorCategories = [
	'network',
	'file_system',
	'database',
	'permission',
	'timeout',
	'validation',
	'execution',
	'interruption',
	'unknown',
] as const;

export type ErrorCategory = (typeof errorCategories)[number];

export type ErrorSeverity = 'critical' | 'high' | 'medium' | 'low';

export type TaskError = {
	readonly message: string;
	readonly category: ErrorCategory | null;
	readonly severity: ErrorSeverity | null;
};

export type Artifact = {
	/** As the file names it, made harmless. */
	readonly path: string;
	readonly type: string | null;
	readonly summary: string | null;
	/** Whether it is there; null: not looked, or outside the workspace. */
	readonly exists: boolean | null;
	/** Absolute path of a file that the task itself changes; null or absent: not known, or only a document. */
	readonly target?: string | null;
};

export type Review = {
	readonly state: 'passed' | 'failed' | 'not-recorded' | 'not-applicable';
	readonly detail: string;
};

export type Step = {
	readonly title: string;
	readonly status: Status;
};

export type Fact = {
	readonly label: string;
	readonly value: string;
	readonly origin?: Origin;
};

/** A task with nothing known but its name: formats fill in what their files say. */
export const blankTask = (
	identity: Pick<Task, 'key' | 'id' | 'title' | 'format' | 'workspace' | 'group'>,
): Task => ({
	...identity,
	order: 0,
	section: null,
	status: 'unknown',
	rawStatus: null,
	stage: null,
	progress: null,
	agent: null,
	session: null,
	kind: null,
	startedAt: null,
	updatedAt: null,
	completedAt: null,
	durationMs: null,
	durationSource: null,
	claimedTimes: [],
	retries: null,
	priority: null,
	score: null,
	humanRequired: null,
	dependencies: [],
	wave: null,
	error: null,
	attention: [],
	nextStep: null,
	command: null,
	artifacts: [],
	review: null,
	steps: [],
	facts: [],
	activity: null,
	files: [],
	sources: {},
	staleSince: null,
});
