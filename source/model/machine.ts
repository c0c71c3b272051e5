/** What the machine is busy with, as far as the system tells. */
export type MachineUse = {
	/** Runnable tasks on average over the last minute; null: not told. */
	readonly load: number | null;
	readonly cores: number;
	/** Bytes. */
	readonly memoryTotal: number;
	readonly memoryUsed: number;
	/** Share of the last ten seconds in which something waited for a disk, 0 to 1; null: not told. */
	readonly waiting: number | null;
	/** Agents that work in a workspace. */
	readonly agents: readonly AgentUse[];
};

export type AgentUse = {
	readonly pid: number;
	readonly name: string;
	/** Cores it has taken since it was last asked, 1 is one of them; null: not known yet. */
	readonly cpuShare: number | null;
	/** Bytes of memory that are its own or shared with others; null: it is gone. */
	readonly memoryBytes: number | null;
};
