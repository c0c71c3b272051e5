/** Why a path is to be looked at; the reasons of one path are joined. */
export type Hint = {
	/** Something came, went or got another name; not only other content. */
	isStructural?: boolean;
	/** It has been missing for so long that it is gone. */
	isGraceOver?: boolean;
};

/** Paths that wait to be looked at. */
export type ChangeQueue = {
	readonly add: (path: string, hint: Hint) => void;
	readonly has: (path: string) => boolean;
	/** Settled as soon as nothing waits and nothing is under way. */
	readonly whenIdle: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** After a batch of which nothing came, the next one waits this many times as long as that one took. */
const noiseFactor = 2;

/** Shorter waits are not worth a timer, which takes a millisecond at least. */
const shortestTimerMs = 1;

/**
Hands on a single change at once, and a burst of them in batches: as many as come in one interval, but
never two batches at a time. So one writer is seen without delay, and a thousand cost thirty frames a
second. Whoever replaces a file writes another one first, and nothing comes of that: it must not hold
up the change itself.

@param flush looks at the paths of a batch; resolves with whether anything came of it.
@param intervalMs shortest time from a batch of which something came to the next one.
*/
export const createChangeQueue = (
	flush: (batch: ReadonlyMap<string, Hint>) => Promise<boolean>,
	intervalMs = 33,
): ChangeQueue => {
	let waiting = new Map<string, Hint>();
	let nextAt = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | null = null;
	let immediate: NodeJS.Immediate | null = null;
	let running: Promise<void> | null = null;
	let isClosed = false;
	const idle = new Set<() => void>();

	const run = (): void => {
		timer = null;
		immediate = null;
		const batch = waiting;
		waiting = new Map();
		running = follow(batch);
	};

	const follow = async (batch: ReadonlyMap<string, Hint>): Promise<void> => {
		const begin = performance.now();
		nextAt = begin + intervalMs;
		try {
			if (!(await flush(batch))) {
				const end = performance.now();
				nextAt = end + Math.min(intervalMs, (end - begin) * noiseFactor);
			}
		} finally {
			running = null;
			schedule();
		}
	};

	const schedule = (): void => {
		if (running || timer || immediate) {
			return;
		}

		if (isClosed || waiting.size === 0) {
			for (const resolve of idle) {
				resolve();
			}

			idle.clear();
			return;
		}

		const wait = nextAt - performance.now();
		if (wait >= shortestTimerMs) {
			timer = setTimeout(run, wait);
		} else {
			// Not at once: one rename is told in several events, which come together.
			immediate = setImmediate(run);
		}
	};

	return {
		add(path, hint) {
			if (isClosed) {
				return;
			}

			const known = waiting.get(path);
			if (known) {
				Object.assign(known, hint);
			} else {
				waiting.set(path, {...hint});
			}

			schedule();
		},
		has: (path) => waiting.has(path),
		async whenIdle() {
			if (running || waiting.size > 0) {
				await new Promise<void>((resolve) => {
					idle.add(resolve);
				});
			}
		},
		async close() {
			isClosed = true;
			waiting.clear();
			clearTimeout(timer ?? undefined);
			clearImmediate(immediate ?? undefined);
			timer = null;
			immediate = null;
			await running;
			schedule();
		},
	};
};
