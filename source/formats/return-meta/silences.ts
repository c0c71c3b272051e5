const minute = 60_000;

/** Measured on thousands of runs: see the readme of this folder. */
export const silences = {
	silentAfterMs: 15 * minute,
	interruptedAfterMs: 30 * minute,
	/** Research and planning are short: hardly any of them is silent for so long and goes on. */
	shortStepMs: 20 * minute,
	/** An implementation is not: between the last decile and the 95th percentile of its changes. */
	longStepMs: 40 * minute,
	/** An implementation without a file of its own may be quiet for longer still. */
	implementingMs: 92 * minute,
	heartbeatMs: 30 * minute,
	/** A run that `state.json` has left behind. */
	leftBehindMs: 15 * minute,
	/** A result that waits for its wrap-up: nine of ten are taken over within this time. */
	wrapUpMs: 26 * minute,
	/** Longer, nobody takes it over any more. One in ten is no reason to give a run up. */
	wrapUpEndsMs: 45 * minute,
} as const;

/** Median minutes of a step, by the word of `state.json`. */
export const usualMinutes: ReadonlyMap<string, number> = new Map([
	['researching', 2.7],
	['planning', 1.6],
	['revising', 1.6],
	['implementing', 8.4],
]);

export const usualRunMinutes = 3.5;
export const usualWrapUpMinutes = 3.2;
