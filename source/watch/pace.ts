import {setImmediate} from 'node:timers/promises';

/**
Keeps long work from holding up keys. Reading small files one after another is several times as fast
as reading them through promises, so the work stays synchronous and rests now and then.
*/
export type Pace = {
	/** Whether the slice is used up. */
	readonly isDue: () => boolean;
	/** Lets everything else that waits happen, then starts the next slice. */
	readonly rest: () => Promise<void>;
	/** Milliseconds of work so far, rests not counted. */
	readonly spent: () => number;
};

/** How long keys may be kept waiting, in milliseconds. */
const sliceMs = 8;

/** @param signal ends the work: the next rest throws. */
export const createPace = (signal?: AbortSignal): Pace => {
	let startedAt = performance.now();
	let before = 0;
	return {
		isDue: () => performance.now() - startedAt >= sliceMs,
		async rest() {
			before += performance.now() - startedAt;
			await setImmediate();
			signal?.throwIfAborted();
			startedAt = performance.now();
		},
		spent: () => before + performance.now() - startedAt,
	};
};
