/** Runs a pass again and again, never two at a time. */
export type Passes = {
	/** Begins, or begins waiting anew: the next pass comes after its usual wait. */
	readonly start: () => void;
	/** The next pass comes at once, or right after the one that is running. */
	readonly soon: () => void;
	/** The same; settled when that pass is through. */
	readonly now: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/**
@param run one pass; it must not throw.
@param waitMs how long to wait for the next one; asked after each pass.
*/
export const createPasses = (run: () => Promise<void>, waitMs: () => number): Passes => {
	let timer: NodeJS.Timeout | null = null;
	let running: Promise<void> | null = null;
	let following: Promise<void> | null = null;
	let isClosed = false;

	const schedule = (): void => {
		clearTimeout(timer ?? undefined);
		timer = isClosed ? null : setTimeout(() => void begin(), waitMs());
	};

	const begin = (): Promise<void> => {
		clearTimeout(timer ?? undefined);
		running = run().finally(() => {
			running = null;
			schedule();
		});
		return running;
	};

	const now = (): Promise<void> => {
		if (isClosed) {
			return Promise.resolve();
		}

		if (!running) {
			return begin();
		}

		// Whoever asks now may know something that the running pass has already walked by.
		following ??= running.then(() => {
			following = null;
			return isClosed ? undefined : begin();
		});
		return following;
	};

	return {
		start() {
			// One that is running is followed by a wait of its own.
			if (!running) {
				schedule();
			}
		},
		soon: () => void now(),
		now,
		async close() {
			isClosed = true;
			clearTimeout(timer ?? undefined);
			await running;
			await following;
		},
	};
};
