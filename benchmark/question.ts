/** One thing worth knowing about how fast, small or quiet metawatch is. */
export type Question = {
	/** Short; chooses it on the command line. */
	readonly name: string;
	readonly question: string;
	readonly run: (options: RunOptions) => Promise<readonly Row[]>;
};

export type RunOptions = {
	/** Fewer repetitions and smaller workspaces: to see that everything works, not to quote. */
	readonly isQuick: boolean;
	/** Folder of histories to replay. */
	readonly replays: string;
};

/** One line of the table. */
export type Row = {
	/** What was varied: "1,000 tasks". */
	readonly what: string;
	/** What metawatch took, in words with units. */
	readonly measured: string;
	/** What the floor took in the same run, or null when there is nothing to compare with. */
	readonly floor: string | null;
	readonly budget: string | null;
	/** Whether the budget is kept; null when there is none. */
	readonly isKept: boolean | null;
	/** How many measurements stand behind it. */
	readonly runs: number;
};
