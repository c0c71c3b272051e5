/**
What the files say about whether somebody is working on a task right now.

Formats only collect evidence; the verdict is drawn by `analysis/liveness.ts`, with the clock as an
input. So assembling stays free of time, and a verdict changes without reading a file again.
*/
export type Activity = {
	readonly signals: readonly Signal[];
	/** Silence after which a person should look: the task still counts as running. */
	readonly silentAfterMs: number;
	/** Silence after which nobody is believed to work on it any more. */
	readonly interruptedAfterMs: number;
	/**
	A person who says `--stale` means this silence itself, whatever kind of step it is; absent: it is
	stretched like all others.
	*/
	readonly isPlainRun?: boolean;
	/** How long steps of this kind usually take, for "silent 18m (usually 4m)"; null: not known. */
	readonly usualMs: number | null;
};

export type Signal = {
	/** Stable name of the kind of evidence: `file-changed`, `lock-heartbeat`, `delegation-error`. */
	readonly signal: string;
	/**
	- `life`: somebody was at work at `at`.
	- `end`: the run is over, told explicitly by a file; one is enough.
	- `note`: worth showing, proves nothing.
	*/
	readonly weight: 'life' | 'end' | 'note';
	/** Epoch milliseconds, or null when the evidence has no time. */
	readonly at: number | null;
	/** One sentence for a person: "heartbeat of the lock", "another session took over". */
	readonly says: string;
	/** How long this sign of life keeps the task running (ms); absent: `silentAfterMs`. */
	readonly lastsMs?: number;
	/** For `end`: from when it holds (epoch ms); absent: now. */
	readonly activeFrom?: number;
};
