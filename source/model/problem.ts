import type {FormatName} from './format-name.ts';

export const severities = ['error', 'warning', 'info'] as const;

export type Severity = (typeof severities)[number];

/** A finding about a file or a task. `code` is stable: scripts and people may rely on it. */
export type Problem = {
	readonly code: string;
	readonly severity: Severity;
	/** One sentence for a person: what is wrong and, where it helps, what to do. */
	readonly message: string;
	readonly format: FormatName;
	/** The key of the task concerned, or null when the whole file is. */
	readonly task: string | null;
	/** Absolute path of the file concerned. */
	readonly path: string;
	/** Line from 1, or null when the finding has no line. */
	readonly line: number | null;
	/** Column from 1, where a parser knows it. */
	readonly column?: number;
	/**
	Epoch milliseconds from which the finding holds, for findings that only time makes true (a lock
	becomes stale). Absent: it holds now.
	*/
	readonly activeFrom?: number;
};
