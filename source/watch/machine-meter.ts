import {readFileSync} from 'node:fs';
import os from 'node:os';
import type {AgentUse, MachineUse} from '../model/machine.ts';
import type {AgentProcess, Presence} from '../model/presence.ts';

/** Clock ticks a second in `/proc`: the same on all systems that Node runs on. */
const ticks = 100;

/** Over less time than this a share means nothing. */
const shortestMs = 1000;

/** `/proc` tells memory in pages. */
const pageBytes = 4096;

type Used = {readonly at: number; readonly ticks: number};

/**
Measures what the machine does and what the agents in the workspaces take of it. Asked more often than once
a second it gives the same.
*/
export const createMachineMeter = ({
	workspaces,
	presenceOf,
	folder = '/proc',
	now = Date.now,
}: {
	readonly workspaces: readonly string[];
	readonly presenceOf: (workspace: string) => Presence;
	readonly folder?: string;
	readonly now?: () => number;
}): (() => MachineUse) => {
	let used: ReadonlyMap<number, Used> = new Map();
	let known: {readonly at: number; readonly use: MachineUse} | null = null;
	return () => {
		const at = now();
		if (known && at >= known.at && at - known.at < shortestMs) {
			return known.use;
		}

		const next = new Map<number, Used>();
		const agents = livingIn(workspaces, presenceOf).map(({pid, name}): AgentUse => {
			const present = readProcess(`${folder}/${pid}`);
			if (!present) {
				return {pid, name, cpuShare: null, memoryBytes: null};
			}

			const before = used.get(pid);
			const share =
				before && at > before.at
					? Math.max(0, (present.ticks - before.ticks) / ticks / ((at - before.at) / 1000))
					: null;
			next.set(pid, {at, ticks: present.ticks});
			return {pid, name, cpuShare: share, memoryBytes: present.memoryBytes};
		});
		used = next;
		const [load] = os.loadavg();
		const memoryTotal = os.totalmem();
		const use: MachineUse = {
			// Windows always says 0.
			load: process.platform === 'win32' ? null : (load ?? null),
			cores: os.availableParallelism(),
			memoryTotal,
			memoryUsed: memoryTotal - (availableIn(folder) ?? os.freemem()),
			waiting: waitingIn(folder),
			agents,
		};
		known = {at, use};
		return use;
	};
};

const livingIn = (
	workspaces: readonly string[],
	presenceOf: (workspace: string) => Presence,
): readonly AgentProcess[] => {
	const living = workspaces.flatMap((workspace) => {
		const presence = presenceOf(workspace);
		return presence.type === 'seen' ? presence.agents.filter(({endedAt}) => endedAt === null) : [];
	});
	// One that works in a folder of two workspaces is one.
	return [...new Map(living.map((agent) => [agent.pid, agent])).values()];
};

/** Null when it is gone, or there is no such folder on this system. */
const readProcess = (
	folder: string,
): {readonly ticks: number; readonly memoryBytes: number} | null => {
	const stat = textOf(`${folder}/stat`);
	if (stat === null) {
		return null;
	}

	// The name stands in brackets and may hold brackets itself.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const spent = Number(fields[11]) + Number(fields[12]);
	const pages = Number(fields[21]);
	return Number.isFinite(spent) && Number.isFinite(pages)
		? {ticks: spent, memoryBytes: pages * pageBytes}
		: null;
};

/** What programs could still get: free memory does not count what is only kept of files. */
const availableIn = (folder: string): number | null => {
	const found = /^MemAvailable: {0,20}(\d{1,15}) kB$/m.exec(textOf(`${folder}/meminfo`) ?? '');
	return found ? Number(found[1]) * 1024 : null;
};

/** "Pressure stall information" of Linux (Documentation/accounting/psi.rst), where it is switched on. */
const waitingIn = (folder: string): number | null => {
	const found = /^some avg10=(\d{1,3}\.\d{1,4})\b/.exec(textOf(`${folder}/pressure/io`) ?? '');
	return found ? Number(found[1]) / 100 : null;
};

const textOf = (file: string): string | null => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return null;
	}
};
