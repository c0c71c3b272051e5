/** Longer than an hour is asked again. */
const longestMs = 3_600_000;

/** Calls back when a frame will read differently by itself. */
export const createFrameTimer = (onDue: () => void, now: () => number) => {
	let timer: NodeJS.Timeout | null = null;
	const stop = (): void => {
		if (timer) {
			clearTimeout(timer);
			timer = null;
		}
	};

	return {
		/** @param changesAt epoch milliseconds; null: never. */
		set(changesAt: number | null) {
			stop();
			if (changesAt !== null) {
				// On whole seconds, so that twenty running clocks cost one frame and not twenty.
				const at = Math.ceil(changesAt / 1000) * 1000;
				timer = setTimeout(onDue, Math.min(Math.max(10, at - now()), longestMs));
			}
		},
		stop,
	};
};
