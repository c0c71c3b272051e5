/** Keeps account of whether changes are reported by those who should. */
export type Reports = {
	/** A pass begins: from now on reports are remembered. */
	readonly listen: () => void;
	readonly hear: (path: string) => void;
	/**
	The pass is over.

	@param suspects paths that it found changed and that somebody should have reported.
	@param isFair whether reports could be expected at all.
	*/
	readonly count: (suspects: readonly string[], isFair: boolean) => void;
	/** Changes so far that nobody reported. */
	readonly missed: () => number;
	/** False once pass after pass has found something. */
	readonly areReliable: () => boolean;
};

/** One pass may have been unlucky: a burst overflowed what the system keeps for us. */
const passesToDoubt = 2;

export const createReports = (): Reports => {
	let heard: Set<string> | null = null;
	let missed = 0;
	let passesInARow = 0;
	return {
		listen() {
			heard = new Set();
		},
		hear(path) {
			heard?.add(path);
		},
		count(suspects, isFair) {
			const unheard = suspects.filter((path) => !heard?.has(path)).length;
			heard = null;
			missed += unheard;
			if (isFair) {
				passesInARow = unheard > 0 ? passesInARow + 1 : 0;
			}
		},
		missed: () => missed,
		areReliable: () => passesInARow < passesToDoubt,
	};
};
