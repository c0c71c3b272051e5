import type {Status} from './status.ts';

/** An observed change of a task. */
export type Transition = {
	/** Epoch milliseconds at which metawatch saw it. */
	readonly at: number;
	readonly task: string;
	readonly id: string;
	readonly title: string;
	readonly what: 'appeared' | 'vanished' | 'status' | 'stage' | 'error' | 'retries';
	readonly from: string | null;
	readonly to: string | null;
	readonly status: Status;
};
