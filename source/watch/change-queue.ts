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

/**
Hands on a single change at once, and a burst of them in batches: as many as come in one interval, but
never two batches at a time. So one writer is seen without delay, and a thousand cost thirty frames a
second.

@param flush looks at the paths of a batch.
@param intervalMs shortest time from one batch to the next.
*/
export const createChangeQueue = (
	flush: (batch: ReadonlyMap<string, Hint>) => Promise<void>,
	intervalMs = 33,
): ChangeQueue => {
	let waiting = new Map<string, Hint>();
	let lastAt = Number.NEGATIVE_INFINITY;
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
		lastAt = performance.now();
		running = flush(batch).finally(() => {
			running = null;
			schedule();
		});
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

		const wait = lastAt + intervalMs - performance.now();
		if (wait > 0) {
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
