import type {TaskError} from '../../../model/task.ts';
import type {Sighting} from '../sighting.ts';

/** How much a sprint may do. */
export type SprintLimits = {
	/** Tasks that are started in all; a retry is no other task. */
	readonly tasks: number;
	/** Commands that run at the same time. */
	readonly sideBySide: number;
	/** Milliseconds after which a command is ended. */
	readonly limitMs: number;
	/** Milliseconds that the files get to tell the result after a command has ended. */
	readonly graceMs: number;
	/** Milliseconds that the files get to call a task ready again after its retry was applied. */
	readonly readyMs: number;
	/** Any whole number: makes the waits before retries differ from sprint to sprint. */
	readonly seed: number;
};

export const usualSprintLimits: Omit<SprintLimits, 'tasks' | 'seed'> = {
	sideBySide: 1,
	limitMs: 120 * 60_000,
	graceMs: 10_000,
	readyMs: 60_000,
};

/** A task that can start now. */
export type ReadyTask = {
	readonly key: string;
	readonly id: string;
	readonly title: string;
	/** Absolute paths that it changes, as far as known: two tasks with one in common never run at once. */
	readonly files: readonly string[];
};

/** The state of the tasks as last seen. */
export type SprintView = {
	/** In the order in which they are to be started. */
	readonly ready: readonly ReadyTask[];
	/** Key -> sighting, of all tasks that were started or can be; null: no file names it any more. */
	readonly seen: Readonly<Record<string, Sighting | null>>;
	/** Files that tasks change which somebody else works on. */
	readonly busy: readonly string[];
};

/** How a command ended. */
export type CommandEnd = {
	readonly code: number | null;
	readonly signal: string | null;
	/** Why it could not be started, or null. */
	readonly failure: string | null;
	/** The last that it wrote, to tell why; may be empty. */
	readonly words: string;
};

export type SprintStage =
	/** Its command runs; `until`: epoch ms at which it is ended. */
	| {readonly type: 'running'; readonly since: number; readonly until: number}
	/** Its command was told to end. */
	| {readonly type: 'ending'; readonly reason: string}
	/** Its command has ended, and its files have time until then to tell the result. */
	| {readonly type: 'settling'; readonly until: number; readonly end: CommandEnd}
	/** Its retry is being applied to its files; it may start at `at`. */
	| {readonly type: 'retrying'; readonly at: number; readonly error: TaskError}
	/** It starts again at `at`, when its files call it ready; at `until` that is given up. */
	| {
			readonly type: 'waiting';
			readonly at: number;
			readonly until: number;
			readonly error: TaskError;
	  }
	| {readonly type: 'done'}
	/** It failed, and is not tried again. */
	| {readonly type: 'failed'; readonly reason: string}
	/** Not known to have failed, but a person has to look. */
	| {readonly type: 'left'; readonly reason: string};

export type SprintTask = ReadyTask & {
	readonly stage: SprintStage;
	/** How often its command was started. */
	readonly starts: number;
};

/** The owner's automatic sprint, as a value. */
export type SprintState = {
	readonly type: 'sprint';
	readonly limits: SprintLimits;
	/** Every task that was started, in order. */
	readonly tasks: readonly SprintTask[];
	/** Why nothing new is started any more; null: it goes on. */
	readonly stopping: string | null;
	readonly isOver: boolean;
	/** Null: not looked yet. */
	readonly view: SprintView | null;
};

export type SprintEvent =
	| {readonly type: 'looked'; readonly view: SprintView}
	| {readonly type: 'exited'; readonly task: string; readonly end: CommandEnd}
	/** The retry of a task was applied to its files; or why it could not be. */
	| {readonly type: 'retried'; readonly task: string; readonly refusal: string | null}
	/** Nothing new is to be started. */
	| {readonly type: 'stop'; readonly reason: string}
	/** Nor is anything to go on. */
	| {readonly type: 'end-all'; readonly reason: string}
	| {readonly type: 'tick'};

export type SprintAction =
	| {readonly type: 'start'; readonly task: string}
	/** Answered by `retried`. */
	| {readonly type: 'retry'; readonly task: string}
	/** The command of a task is to end; answered by `exited`. */
	| {readonly type: 'end'; readonly task: string}
	| {readonly type: 'tell'; readonly news: SprintNews}
	/** Nothing runs, and nothing will. */
	| {readonly type: 'over'; readonly summary: SprintSummary};

/** One line for people. */
export type SprintNews = {
	readonly what: 'started' | 'progress' | 'ended' | 'done' | 'failed' | 'retry' | 'left';
	readonly task: string;
	readonly id: string;
	/** Stage, reason, or what comes next; may be empty. */
	readonly text: string;
	/** Milliseconds until the retry; null for all other news. */
	readonly delayMs: number | null;
};

export type SprintSummary = {
	readonly done: readonly string[];
	readonly failed: readonly Unfinished[];
	readonly left: readonly Unfinished[];
	/** Tasks that could have been started as well. */
	readonly notStarted: number;
	/** Why it ended. */
	readonly reason: string;
};

/** A task, by key, id and what a person should know. */
type Unfinished = {readonly key: string; readonly id: string; readonly reason: string};

export const newSprint = (limits: SprintLimits): SprintState => ({
	type: 'sprint',
	limits,
	tasks: [],
	stopping: null,
	isOver: false,
	view: null,
});

/** It holds a place among those that run side by side, and its files. */
export const isActive = ({stage}: SprintTask): boolean =>
	stage.type === 'running' ||
	stage.type === 'ending' ||
	stage.type === 'settling' ||
	stage.type === 'retrying';

export const isOpen = (task: SprintTask): boolean =>
	isActive(task) || task.stage.type === 'waiting';
