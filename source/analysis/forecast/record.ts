import type {Ranges} from './range.ts';

/** A forecast as it was made, kept until the truth is known. Plain data. */
export type ForecastRecord = {
	/** Epoch milliseconds at which it was made. */
	readonly at: number;
	/** `task`: one attempt; `group`: the open work of a list or feature; `all`: everything open. */
	readonly scope: 'task' | 'group' | 'all';
	/** Key of the task, name of the group, or ''. */
	readonly about: string;
	/** Which try of the task; 0 for other scopes. */
	readonly ordinal: number;
	/** Milliseconds from `at` until it is done, if it succeeds; null: too little was known. */
	readonly left: Ranges | null;
	/** That it succeeds; null: too little was known. */
	readonly probability: number | null;
	/** "14 runs of implement by codex". */
	readonly basis: string | null;
};

/** A forecast of which the truth is known. */
export type SettledForecast = ForecastRecord & {
	/** Epoch milliseconds at which it was known. */
	readonly settledAt: number;
	/** How long it really took from `at` (ms); null: it did not come to that, or nobody saw when. */
	readonly took: number | null;
	/** Null: neither succeeded nor failed (interrupted, cancelled). */
	readonly isSuccess: boolean | null;
};
