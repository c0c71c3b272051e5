/** A run that was given up for silent, and moved again. */
export type FalseAlarm = {
	/** Epoch ms at which it moved again. */
	readonly at: number;
	/** Key of the task, and its id for people. */
	readonly task: string;
	readonly id: string;
	/** What was said of it. */
	readonly verdict: 'stuck' | 'interrupted';
	/** How long it had been silent (ms). */
	readonly silenceMs: number;
};
