import type {EvidenceKind} from '../model/evidence.ts';
import type {AgentProcess, Presence} from '../model/presence.ts';

/** What the agent processes of a workspace say about one task in it. */
export type PresenceEvidence = {
	/**
	- `alive`: an agent that was there at the last sign of life still is;
	- `gone`: one that was there at the last sign of life has been seen to end, and no other is left;
	- `none`: no agent works here that can have worked on it;
	- `unknown`: cannot be told.
	*/
	readonly state: 'alive' | 'gone' | 'none' | 'unknown';
	/** For `gone`: epoch ms at which the last of them was found gone. */
	readonly goneAt: number | null;
	readonly name: string | null;
	/** Null when there is nothing to say. */
	readonly says: string;
	readonly kind: EvidenceKind;
};

/** File times and process times may differ by this without meaning anything. */
const slackMs = 60_000;

/**
A living agent belongs to a workspace and not to a task, so it says little about one among many. One
that was started after the last sign of life cannot have given it, and does not speak for the task.
*/
export const presenceEvidence = (
	presence: Presence,
	lastSignAt: number | null,
): PresenceEvidence => {
	const blank = {goneAt: null, name: null, kind: 'process'} as const;
	if (presence.type === 'unknown') {
		return {...blank, state: 'unknown', says: presence.reason};
	}

	const {agents} = presence;
	const candidates =
		lastSignAt === null ? agents : agents.filter((agent) => wasThere(agent, lastSignAt));
	const living = candidates.find(({endedAt}) => endedAt === null);
	if (living) {
		return {
			...blank,
			state: 'alive',
			name: living.name,
			says: `${living.name} (process ${living.pid}) works in this folder; on which task is not told`,
		};
	}

	const gone = candidates.toSorted((a, b) => b.endedAt! - a.endedAt!)[0];
	if (gone) {
		return {
			...blank,
			state: 'gone',
			goneAt: gone.endedAt,
			name: gone.name,
			says: `${gone.name} (process ${gone.pid}), which worked in this folder, has ended`,
		};
	}

	const later = agents.find(({endedAt}) => endedAt === null);
	return {
		...blank,
		state: 'none',
		says: later
			? `${later.name} (process ${later.pid}) works in this folder, but was started after the last sign of life`
			: 'no agent process works in this folder',
	};
};

const wasThere = ({startedAt, endedAt}: AgentProcess, at: number): boolean =>
	startedAt <= at + slackMs && (endedAt === null || endedAt >= at - slackMs);
