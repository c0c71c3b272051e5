/** Looks again at paths after a while; one appointment for each path, the latest one counts. */
export type Later = {
	readonly at: (path: string, delayMs: number) => void;
	readonly has: (path: string) => boolean;
	readonly cancel: (path: string) => void;
	readonly close: () => void;
};

export const createLater = (look: (path: string) => void): Later => {
	const timers = new Map<string, NodeJS.Timeout>();
	const cancel = (path: string): void => {
		clearTimeout(timers.get(path));
		timers.delete(path);
	};

	return {
		at(path, delayMs) {
			cancel(path);
			timers.set(
				path,
				setTimeout(() => {
					timers.delete(path);
					look(path);
				}, delayMs),
			);
		},
		has: (path) => timers.has(path),
		cancel,
		close() {
			for (const path of timers.keys()) {
				cancel(path);
			}
		},
	};
};
