/** A process that looks like a coding agent, with its working directory inside a workspace. */
export type AgentProcess = {
	readonly pid: number;
	/** Which agent it is: `claude`, `codex`. */
	readonly name: string;
	/** Epoch ms at which it was started. */
	readonly startedAt: number;
	/** Epoch ms at which it was found gone; null: it is there. */
	readonly endedAt: number | null;
};

/**
What is known about agent processes in one workspace. `unknown`: processes cannot be seen here, or
nobody has looked yet; `reason` says so in words.
*/
export type Presence =
	| {readonly type: 'unknown'; readonly reason: string}
	| {readonly type: 'seen'; readonly agents: readonly AgentProcess[]};

export const presenceUnknown: Presence = {
	type: 'unknown',
	reason: 'agent processes cannot be seen here',
};
