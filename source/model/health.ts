/** How well metawatch itself sees at the moment. The screen never says "live" when it is not. */
export type Health = {
	/**
	- `scanning`: the first walk is still going on;
	- `live`: changes are reported by the system as they happen;
	- `polling`: the system does not report them, so files are asked every few seconds;
	- `stale`: what is shown may be old, `reason` says why.
	*/
	readonly mode: 'scanning' | 'live' | 'polling' | 'stale';
	/** Why it is not live, with what helps, in one sentence; null when it is. */
	readonly reason: string | null;
	/** Documents being watched. */
	readonly files: number;
	/** Folders looked through so far, for the progress of a long first walk. */
	readonly folders: number;
	/** Changes that only the reconcile pass found: events the system did not report. */
	readonly missed: number;
};

/**
What metawatch measures about itself: figures that change all the time and so are asked for when somebody
looks. What is not known is null.
*/
export type Vitals = {
	/** From a change on disk until it was applied. */
	readonly lag: Lag | null;
	/** From a change on disk until it was given to the terminal; without what was not drawn. */
	readonly drawnLag: Lag | null;
	/** Own use of the processor over the last seconds, 1 is one core. */
	readonly cpuShare: number | null;
	/** Resident memory. */
	readonly memoryBytes: number | null;
	/** Folders in which changes are reported by the system. */
	readonly watchedFolders: number | null;
	/** The last pass that compared everything with the disk. */
	readonly lastPass: Pass | null;
};

/** Milliseconds; half and 95 % of the samples took no longer. */
export type Lag = {readonly p50Ms: number; readonly p95Ms: number; readonly samples: number};

export type Pass = {
	/** Epoch ms at which it was through. */
	readonly at: number;
	readonly tookMs: number;
	/** Paths that were not as they had been read. */
	readonly different: number;
};
