import type {Step} from '../../history/time-travel.ts';
import type {State} from '../../store/state.ts';
import type {Memory} from '../history-source.ts';

/** As many of the latest transitions as a state holds. */
const mostTransitions = 1000;

/** The steps of several workspaces as one way: what was there at the start, then what happened, in order. */
export function* together(
	ways: readonly Generator<Step, void, undefined>[],
): Generator<Step, void, undefined> {
	const heads = ways.flatMap((way) => {
		const {value} = way.next();
		return value ? [{way, step: value}] : [];
	});
	while (heads.length > 0) {
		const next = heads.reduce((first, head) => (isBefore(head.step, first.step) ? head : first));
		yield next.step;
		const {value} = next.way.next();
		if (value) {
			next.step = value;
		} else {
			heads.splice(heads.indexOf(next), 1);
		}
	}
}

const isBefore = (a: Step, b: Step): boolean => (a.isFirst === b.isFirst ? a.at < b.at : a.isFirst);

/** Puts what was seen up to a moment, in every workspace, into a state that was reached by steps. */
export const withSeen = (memories: readonly Memory[], state: State, at: number): State => {
	const [only, ...others] = memories;
	if (!only || others.length === 0) {
		return only ? only.queries.withSeen(state, at) : state;
	}

	const seen = memories.map((memory) => ({
		workspace: memory.workspace,
		state: memory.queries.withSeen(state, at),
	}));
	const observed = [...state.observed].map(([key, then]) => {
		const workspace = state.tasks.get(key)?.workspace;
		const own = seen.find((one) => one.workspace === workspace);
		return [key, own?.state.observed.get(key) ?? then] as const;
	});
	const transitions = seen
		.flatMap((one) => one.state.transitions)
		.toSorted((a, b) => a.at - b.at)
		.slice(-mostTransitions);
	return {...state, observed: new Map(observed), transitions};
};

/** The nearest moments at which something happened, before and after one. */
export const momentsAround = (
	memories: readonly Memory[],
	at: number,
): {readonly before: number | null; readonly after: number | null} => {
	const around = memories.map(({queries}) => queries.momentsAround(at));
	const before = around.flatMap((one) => one.before ?? []);
	const after = around.flatMap((one) => one.after ?? []);
	return {
		before: before.length > 0 ? Math.max(...before) : null,
		after: after.length > 0 ? Math.min(...after) : null,
	};
};
