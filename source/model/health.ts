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
