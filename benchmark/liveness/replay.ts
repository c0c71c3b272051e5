import {rowOf, type Row} from '../../source/analysis/rows.ts';
import {createWitness, type Witness} from '../../source/analysis/witness.ts';
import {formatByName} from '../../source/formats/index.ts';
import {type Presence, presenceUnknown} from '../../source/model/presence.ts';
import type {Task} from '../../source/model/task.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import type {History, Version} from './history.ts';
import type {Episode} from './truth.ts';

/** What metawatch said about a run while it was open. */
export type Called = {
	readonly episode: Episode;
	/** Ms after its beginning at which it was first called so; null: never before it was over. */
	readonly stuckAfter: number | null;
	readonly interruptedAfter: number | null;
	readonly by: 'end' | 'silence' | null;
	/**
	Ms from being cut off in the middle (no file of the whole project changes any more) until it is
	called interrupted; null: never.
	*/
	readonly cutAfter: number | null;
	/** Whether the same run was called interrupted at once when the error log said so; null: not tried. */
	readonly isEndNamed: boolean | null;
};

export type Policy = {
	/** Whether thresholds are learned on the way, from what was seen up to then. */
	readonly isLearning: boolean;
	readonly scale: number;
	/** Histories tell of no processes. */
	readonly presence?: Presence;
};

const workspace = '/history';
const minute = 60_000;

/** Plays a history in virtual time and asks for a verdict every minute. */
export const replay = (
	history: History,
	episodes: readonly Episode[],
	{isLearning, scale, presence = presenceUnknown}: Policy,
): {readonly called: readonly Called[]; readonly witness: Witness} => {
	const {baseline, bursts} = history;
	const witness = createWitness(scale);
	const called = new Map<Episode, Called>();
	const cut = new Map<Episode, number | null>();
	const named = new Map<Episode, boolean>();
	let state = reduce(emptyState, changesOf(baseline), bursts[0]?.[0]?.at ?? 0, true);
	witness.see(state, bursts[0]?.[0]?.at ?? 0, true);
	for (const [index, burst] of bursts.entries()) {
		const at = burst[0]!.at;
		state = reduce(state, changesOf(burst), at);
		witness.see(state, at);
		const next = bursts[index + 1]?.[0]?.at ?? at + 24 * 60 * minute;
		const open = episodes.filter(({from, until}) => from <= at && until > at);
		for (const episode of open) {
			const middle = (episode.from + episode.until) / 2;
			const task = middle >= at && middle < next ? rowFor(state, episode) : null;
			if (task) {
				const senses = {witness, isLearning, scale, presence};
				cut.set(episode, untilInterrupted(task, state, middle, senses));
				if (episode.session !== null && task.session === episode.session) {
					const told = withObituary(state, episode, middle);
					const row = rowAt(rowFor(told, episode) ?? task, told, middle, senses);
					named.set(episode, row.liveness?.verdict === 'interrupted' && row.liveness.by === 'end');
				}
			}
		}

		for (let now = at; open.length > 0 && now < next; now += minute) {
			for (const episode of open) {
				if (now < episode.until) {
					const row = rowFor(state, episode);
					const seen = row && rowAt(row, state, now, {witness, isLearning, scale, presence});
					called.set(episode, callAfter(called.get(episode), episode, seen, now));
				}
			}
		}
	}

	return {
		called: [...called.values()].map((call) => ({
			...call,
			cutAfter: cut.get(call.episode) ?? null,
			isEndNamed: named.get(call.episode) ?? null,
		})),
		witness,
	};
};

/** The state after the error log has told that a run was interrupted. */
const withObituary = (state: State, {subject, session}: Episode, at: number): State => {
	const number = /\/(?:OC_)?0*(\d+)_/.exec(subject)?.[1];
	const entry = {
		id: 'err_1',
		type: 'delegation_interrupted',
		severity: 'medium',
		timestamp: new Date(at).toISOString(),
		message: 'the agent was killed',
		context: {session_id: session, task: Number(number)},
	};
	const content = JSON.stringify([entry]);
	return reduce(state, changesOf([{at, path: 'specs/errors.json', content}]), at);
};

/** Ms from a moment, after which nothing happens any more, until the row is called interrupted. */
const untilInterrupted = (
	task: Task,
	state: State,
	from: number,
	policy: Parameters<typeof rowAt>[3],
): number | null => {
	let now = from;
	for (;;) {
		const {liveness} = rowAt(task, state, now, policy);
		if (liveness?.verdict === 'interrupted') {
			return now - from;
		}

		if (!liveness || liveness.changesAt === null || now - from > 48 * 60 * minute) {
			return null;
		}

		now = liveness.changesAt;
	}
};

const rowAt = (
	task: Task,
	state: State,
	now: number,
	{witness, isLearning, scale, presence}: Policy & {witness: Witness; presence: Presence},
): Row =>
	rowOf(task, state.observed.get(task.key), now, scale, {
		changedAt: ({key}) => witness.changedAt(key),
		falseAlarmOf: () => null,
		thresholdOf: (own) => (isLearning ? witness.thresholdOf(own, scale) : undefined),
		presenceOf: () => presence,
	});

const callAfter = (
	before: Called | undefined,
	episode: Episode,
	row: Row | null | undefined,
	now: number,
): Called => {
	const after = now - episode.from;
	const verdict = row?.liveness?.verdict ?? null;
	const isInterrupted = verdict === 'interrupted';
	return {
		episode,
		stuckAfter: before?.stuckAfter ?? (verdict === 'stuck' ? after : null),
		interruptedAfter: before?.interruptedAfter ?? (isInterrupted ? after : null),
		by: before?.by ?? (isInterrupted ? (row?.liveness?.by ?? null) : null),
		cutAfter: before?.cutAfter ?? null,
		isEndNamed: before?.isEndNamed ?? null,
	};
};

/** The row that speaks of a task, or of a run's file. */
const rowFor = (state: State, {what, subject}: Episode): Task | null => {
	const absolute = `${workspace}/${subject}`;
	for (const task of state.tasks.values()) {
		const isIt =
			what === 'record' ? task.id === subject : task.files.some((file) => file.path === absolute);
		if (isIt) {
			return task;
		}
	}

	return null;
};

const format = formatByName('return-meta');

const changesOf = (versions: readonly Version[]): Change[] =>
	versions.flatMap(({at, path, content}): Change[] => {
		const absolute = `${workspace}/${path}`;
		const claim = format.claims(absolute);
		if (!claim) {
			return [];
		}

		return content === null
			? [{type: 'removed', path: absolute}]
			: [
					{
						type: 'read',
						format: 'return-meta',
						input: {
							path: absolute,
							workspace,
							kind: claim.kind,
							content:
								claim.reader === 'presence'
									? {type: 'presence'}
									: {type: 'text', text: content, isUtf8: true},
							stat: {modifiedAt: at, size: content.length, isFolder: false},
							readAt: at,
						},
					},
				];
	});
