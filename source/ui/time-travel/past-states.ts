import type {Step} from '../../history/time-travel.ts';
import {reduce} from '../../store/reduce.ts';
import {emptyState, type State} from '../../store/state.ts';
import type {Memory} from '../history-source.ts';
import {momentsAround, together, withSeen} from './memories.ts';

/** States of earlier moments, and how to come by them. */
export type PastStates = {
	/**
	The state of a moment. Near one that was reached before, it takes what the changes in between took;
	else the way from the start of that watching, with rests for whoever presses keys meanwhile.

	@returns null when `isWanted` said no on the way.
	*/
	readonly reach: (at: number, isWanted: () => boolean) => Promise<State | null>;
	/** Makes ready the moments before one, so that stepping back does not wait. */
	readonly prepareBefore: (at: number, isWanted: () => boolean) => Promise<void>;
};

type Reached = {readonly at: number; readonly state: State};

/** Of many changes it is quicker to go the long way, which joins them. */
const mostNearSteps = 24;

/** Steps that can be taken back without waiting. */
const preparedSteps = 4;

/** States share most of what they hold, yet each has lists of all tasks: so many entries in all. */
const mostEntries = 400_000;
const [fewestStates, mostStates] = [16, 200];

export const createPastStates = (
	memories: readonly Memory[],
	rest: () => Promise<void> = untilKeysAreServed,
): PastStates => {
	let reached: readonly Reached[] = [];

	const keep = (at: number, state: State): void => {
		const most = Math.min(
			mostStates,
			Math.max(fewestStates, Math.floor(mostEntries / Math.max(1, state.tasks.size))),
		);
		const others = reached.filter((one) => one.at !== at);
		const byDistance = others.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
		reached = [...byDistance.slice(0, most - 1), {at, state}];
	};

	/** What lies nearest before a moment, in the same watching of every workspace. */
	const nearest = (at: number): Reached | null => {
		const beginnings = memories.map(({queries}) => queries.beginningOf(at));
		const from = Math.max(...beginnings.map(({readAt}) => readAt));
		return reached
			.filter((one) => one.at <= at && one.at >= from)
			.reduce<Reached | null>((best, one) => (best && best.at >= one.at ? best : one), null);
	};

	const nearSteps = (from: number, until: number): readonly Step[] | null => {
		const steps: Step[] = [];
		for (const step of together(memories.map(({queries}) => queries.stepsBetween(from, until)))) {
			steps.push(step);
			if (steps.length > mostNearSteps) {
				return null;
			}
		}

		return steps;
	};

	const goNear = async (at: number, isWanted: () => boolean): Promise<State | null> => {
		const from = nearest(at);
		const steps = from && nearSteps(from.at, at);
		if (!steps) {
			return null;
		}

		let {state} = from;
		for (const [index, step] of steps.entries()) {
			if (index > 0) {
				await rest();
			}

			if (!isWanted()) {
				return null;
			}

			state = reduce(state, step.changes, step.at);
			keep(step.at, state);
		}

		keep(at, state);
		return state;
	};

	const goFar = async (at: number, isWanted: () => boolean): Promise<State | null> => {
		let state = emptyState;
		let lastAt: number | null = null;
		let isSeen = false;
		for (const step of together(memories.map(({queries}) => queries.stepsUntil(at)))) {
			await rest();
			if (!isWanted()) {
				return null;
			}

			if (step.isWhole && !isSeen && lastAt !== null) {
				state = withSeen(memories, state, lastAt);
				isSeen = true;
			}

			state = reduce(state, step.changes, step.at, step.isFirst);
			lastAt = step.at;
			if (isSeen) {
				keep(step.at, state);
			}
		}

		state = isSeen ? state : withSeen(memories, state, at);
		keep(at, state);
		return state;
	};

	const reach: PastStates['reach'] = async (at, isWanted) => {
		const known = reached.find((one) => one.at === at);
		return known?.state ?? (await goNear(at, isWanted)) ?? (await goFar(at, isWanted));
	};

	return {
		reach,
		async prepareBefore(at, isWanted) {
			let moment: number | null = at;
			for (let step = 0; step < preparedSteps && moment !== null && isWanted(); step++) {
				moment = momentsAround(memories, moment).before;
				if (moment !== null) {
					await rest();
					await reach(moment, isWanted);
				}
			}
		},
	};
};

const untilKeysAreServed = async (): Promise<void> =>
	await new Promise((resolve) => {
		setImmediate(resolve);
	});
