import {noSenses, type Senses} from '../../analysis/senses.ts';
import type {State} from '../../store/state.ts';
import type {HistorySource, Memory} from '../history-source.ts';
import {momentsAround} from './memories.ts';
import {createPastStates, type PastStates} from './past-states.ts';

/** What is shown instead of what is: the state of an earlier moment. */
type Shown = {readonly state: State; readonly now: number; readonly senses: Senses};

/** How the head of the screen tells of it. */
export type Journey = {
	/** Epoch milliseconds of the moment that is shown; null: still on the way to the first one. */
	readonly at: number | null;
	/** Where one is on the way to, or null. */
	readonly target: number | null;
};

export type Traveller = {
	readonly shown: () => Shown | null;
	/** Null: the present is shown. */
	readonly journey: () => Journey | null;
	readonly go: (at: number) => void;
	/** To the event before or after; beyond the last one lies the present. */
	readonly step: (direction: 'before' | 'after') => void;
	/** Back to the present. */
	readonly end: () => void;
};

/** Shows earlier moments: one at a time, the latest that was asked for. */
export const createTraveller = ({
	history,
	now,
	say,
	onChange,
	formatTime,
}: {
	readonly history: Pick<HistorySource, 'memories'> | null;
	readonly now: () => number;
	readonly say: (text: string) => void;
	readonly onChange: () => void;
	readonly formatTime: (at: number) => string;
}): Traveller => {
	let shown: Shown | null = null;
	let target: number | null = null;
	let past: {readonly memories: readonly Memory[]; readonly states: PastStates} | null = null;
	/** Goes up with every key that asks for another moment. */
	let wish = 0;
	/** Goes up when one comes back: what was asked for before that does not matter any more. */
	let journeys = 0;

	const open = async (): Promise<NonNullable<typeof past> | null> => {
		const memories = (await history?.memories()) ?? [];
		past ??= memories.length > 0 ? {memories, states: createPastStates(memories)} : null;
		return past;
	};

	const end = (): void => {
		wish++;
		journeys++;
		shown = null;
		target = null;
		past = null;
		onChange();
	};

	const refuse = (text: string): void => {
		target = null;
		say(text);
		onChange();
	};

	/** @param choose which moment is wanted; a text: why there is none. */
	const travel = async (
		choose: (memories: readonly Memory[]) => number | 'present' | {readonly reason: string},
	): Promise<void> => {
		const own = ++wish;
		const journey = journeys;
		const isWanted = (): boolean => own === wish;
		const there = await open();
		if (journey !== journeys) {
			return;
		}

		const chosen = there ? choose(there.memories) : {reason: nothingKept(history !== null)};
		if (chosen === 'present') {
			end();
			return;
		}

		if (typeof chosen !== 'number' || !there) {
			refuse(typeof chosen === 'object' ? chosen.reason : nothingKept(true));
			return;
		}

		// Also when another key has been pressed meanwhile: it goes on from there.
		target = chosen;
		if (!isWanted()) {
			return;
		}

		const announcement = setTimeout(onChange, patienceMs);
		const state = await there.states.reach(chosen, isWanted);
		clearTimeout(announcement);
		if (!isWanted() || !state) {
			return;
		}

		shown = {state, now: chosen, senses: noSenses};
		target = null;
		onChange();
		await there.states.prepareBefore(chosen, isWanted);
	};

	const start = (choose: Parameters<typeof travel>[0]): void => {
		travel(choose).catch((error: unknown) =>
			refuse(`not gone there: ${error instanceof Error ? error.message : String(error)}`),
		);
	};

	return {
		shown: () => shown,
		journey: () => (shown === null && target === null ? null : {at: shown?.now ?? null, target}),
		go(at) {
			start((memories) => {
				const since = sinceOf(memories);
				return since === null || at < since
					? {reason: nothingBefore(since, formatTime)}
					: Math.min(at, now());
			});
		},
		step(direction) {
			start((memories) => {
				const from = target ?? shown?.now ?? now();
				const moment = momentsAround(memories, from)[direction];
				return (
					moment ??
					(direction === 'after'
						? 'present'
						: {reason: nothingBefore(sinceOf(memories), formatTime)})
				);
			});
		},
		end,
	};
};

/** Going somewhere is announced when it takes longer. */
const patienceMs = 100;

const sinceOf = (memories: readonly Memory[]): number | null => {
	const known = memories.flatMap(({queries}) => queries.since() ?? []);
	return known.length > 0 ? Math.min(...known) : null;
};

const nothingKept = (isKept: boolean): string =>
	isKept
		? 'nothing has been recorded yet'
		: 'nothing is recorded: metawatch runs with --no-history';

const nothingBefore = (since: number | null, formatTime: (at: number) => string): string =>
	since === null
		? 'nothing has been recorded yet'
		: `nothing happened before that was recorded: history begins ${formatTime(since)}`;
