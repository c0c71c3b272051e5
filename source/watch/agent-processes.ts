import {realpathSync} from 'node:fs';
import process from 'node:process';
import type {AgentProcess, Presence} from '../model/presence.ts';
import {createLinuxProcesses, type FoundAgent, type ListAgents} from './linux-processes.ts';

/** Agent processes whose working directory lies in a workspace. */
export type AgentProcesses = {
	/** Looks, if the last look was long enough ago; returns whether something is different now. */
	readonly look: () => boolean;
	/** What is known of a workspace; the same object while that is the same. */
	readonly presenceOf: (workspace: string) => Presence;
};

/** A look costs about a millisecond; more often than this nobody needs to know. */
export const lookEveryMs = 5000;

/** Agents that have ended are remembered this long, and no more of them than this. */
const rememberMs = 24 * 60 * 60_000;
const mostEnded = 20;

const notLooked: Presence = {type: 'unknown', reason: 'nobody has looked for agent processes yet'};

/** How agents are listed on this system; elsewhere than on Linux they cannot be. */
export const listAgentsHere = (platform: NodeJS.Platform = process.platform): ListAgents =>
	platform === 'linux'
		? createLinuxProcesses()
		: () => ({reason: `agent processes cannot be seen on ${platform}`});

export const createAgentProcesses = ({
	workspaces,
	list = listAgentsHere(),
	now = Date.now,
	everyMs = lookEveryMs,
}: {
	readonly workspaces: readonly string[];
	readonly list?: ListAgents;
	readonly now?: () => number;
	readonly everyMs?: number;
}): AgentProcesses => {
	const places = workspaces.map((path) => ({path, real: realPathOf(path)}));
	const presences = new Map<string, Presence>(workspaces.map((path) => [path, notLooked]));
	let lookedAt = Number.NEGATIVE_INFINITY;

	return {
		look() {
			const at = now();
			// A clock that went back must not stop the looking.
			if (at >= lookedAt && at - lookedAt < everyMs) {
				return false;
			}

			lookedAt = at;
			const found = list();
			let isDifferent = false;
			for (const {path, real} of places) {
				const before = presences.get(path)!;
				const after = nextPresence(before, found, real, at);
				isDifferent ||= after !== before;
				presences.set(path, after);
			}

			return isDifferent;
		},
		presenceOf: (workspace) => presences.get(workspace) ?? notLooked,
	};
};

const nextPresence = (
	before: Presence,
	found: ReturnType<ListAgents>,
	workspace: string,
	at: number,
): Presence => {
	if ('reason' in found) {
		return before.type === 'unknown' && before.reason === found.reason
			? before
			: {type: 'unknown', reason: found.reason};
	}

	const known = before.type === 'seen' ? before.agents : [];
	const here = found.filter(({folder}) => isInside(folder, workspace));
	const living = here.map((agent) => known.find((old) => isSame(old, agent)) ?? fresh(agent));
	const ended = known
		.filter((agent) => !living.includes(agent))
		.map((agent) => (agent.endedAt === null ? {...agent, endedAt: at} : agent))
		.filter(({endedAt}) => at - endedAt! < rememberMs)
		.slice(-mostEnded);
	const agents: readonly AgentProcess[] = [...ended, ...living];
	return before.type === 'seen' &&
		agents.length === known.length &&
		agents.every((agent) => known.includes(agent))
		? before
		: {type: 'seen', agents};
};

const fresh = ({pid, name, startedAt}: FoundAgent): AgentProcess => ({
	pid,
	name,
	startedAt,
	endedAt: null,
});

/** A number may be given again; then it was started at another time. */
const isSame = (old: AgentProcess, {pid, startedAt}: FoundAgent): boolean =>
	old.pid === pid && old.endedAt === null && Math.abs(old.startedAt - startedAt) < 1000;

const isInside = (folder: string, workspace: string): boolean =>
	folder === workspace || folder.startsWith(workspace === '/' ? '/' : `${workspace}/`);

const realPathOf = (path: string): string => {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
};
