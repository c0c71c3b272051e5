import type {FormatName} from './format-name.ts';
import type {TaskError} from './task.ts';

/** One try at a task, from its start to its end: what all statistics are made of. */
export type Attempt = {
	/** Key of the task. */
	readonly task: string;
	readonly id: string;
	readonly title: string;
	readonly format: FormatName;
	readonly workspace: string;
	readonly group: string;
	readonly agent: string | null;
	/** The kind of work: `lean4`, `SYNC`, `implement`. */
	readonly kind: string | null;
	/** Stages it went through, in order, and how long each lasted (ms; null: its end was not seen). */
	readonly stages: readonly {readonly name: string; readonly durationMs: number | null}[];
	/** 1 for the first try. */
	readonly ordinal: number;
	/** Epoch milliseconds; null: not known credibly. */
	readonly startedAt: number | null;
	readonly endedAt: number | null;
	/** Milliseconds of work; null: not known, and then it is in no duration. */
	readonly durationMs: number | null;
	readonly outcome: 'completed' | 'failed' | 'interrupted' | 'cancelled' | 'running';
	readonly error: TaskError | null;
	/** Rank of its priority, 0 the most urgent; null: none or unknown. */
	readonly priority: number | null;
	/** What the files say about its size: story points; null: nothing. */
	readonly points: number | null;
	/** How many other tasks it waited for. */
	readonly dependencies: number;
	/** Whether it was witnessed, told by the files, or taken over from a record of somebody else. */
	readonly source: 'observed' | 'files' | 'imported';
};
