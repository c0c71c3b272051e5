import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import process from 'node:process';
import {agentOf} from './agent-names.ts';

/** A process that looks like an agent, wherever it works. */
export type FoundAgent = {
	readonly pid: number;
	readonly name: string;
	/** Epoch ms. */
	readonly startedAt: number;
	/** Absolute path of its working directory. */
	readonly folder: string;
};

/** The agents of this user that run now, or why they cannot be told. */
export type ListAgents = () => readonly FoundAgent[] | {readonly reason: string};

/** Clock ticks a second in `/proc`: the same on all systems that Node runs on. */
const ticks = 100;

/** A process may become another program; so what is no agent is looked at again after so many lists. */
const forgetAfter = 6;

/**
Reads the processes of this user from `/proc`. What was seen to be no agent is not read again for a
while, so that a list costs one folder and the few processes that are new.
*/
export const createLinuxProcesses = (folder = '/proc'): ListAgents => {
	const own = process.getuid?.();
	let others = new Set<string>();
	let lists = 0;

	return () => {
		let names: readonly string[];
		let bootAt: number;
		try {
			names = readdirSync(folder);
			bootAt = bootTime(folder);
		} catch (error) {
			return {reason: `${folder} cannot be read (${codeOf(error)})`};
		}

		lists++;
		if (lists % forgetAfter === 0) {
			others = new Set();
		}

		const seen = new Set<string>();
		const agents: FoundAgent[] = [];
		for (const name of names) {
			if (!/^\d+$/.test(name)) {
				continue;
			}

			seen.add(name);
			if (!others.has(name)) {
				const agent = readAgent(`${folder}/${name}`, Number(name), own, bootAt);
				if (agent) {
					agents.push(agent);
				} else {
					others.add(name);
				}
			}
		}

		// The number of a process that has ended may be given to another.
		others = new Set([...others].filter((name) => seen.has(name)));
		return agents;
	};
};

/** One process; null: no agent, of somebody else, or gone meanwhile. */
const readAgent = (
	folder: string,
	pid: number,
	own: number | undefined,
	bootAt: number,
): FoundAgent | null => {
	try {
		if (statSync(folder).uid !== own) {
			return null;
		}

		const words = readFileSync(`${folder}/cmdline`, 'utf8').split('\0');
		const stat = readFileSync(`${folder}/stat`, 'utf8');
		// The name stands in brackets and may hold brackets itself.
		const end = stat.lastIndexOf(')');
		const name = agentOf(stat.slice(stat.indexOf('(') + 1, end), words);
		const [state, ...rest] = stat.slice(end + 2).split(' ');
		if (name === null || state === 'Z' || state === 'X') {
			return null;
		}

		return {
			pid,
			name,
			startedAt: bootAt + (Number(rest[18]) * 1000) / ticks,
			folder: readlinkSync(`${folder}/cwd`),
		};
	} catch {
		return null;
	}
};

const bootTime = (folder: string): number => {
	const match = /^btime (\d+)$/m.exec(readFileSync(`${folder}/stat`, 'utf8'));
	if (!match) {
		throw new Error('no boot time');
	}

	return Number(match[1]) * 1000;
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);
