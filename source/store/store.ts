import {type Change, reduce} from './reduce.ts';
import {emptyState, type State} from './state.ts';

export type Store = {
	readonly getState: () => State;
	/** Applies all changes as one. */
	readonly apply: (changes: readonly Change[], now: number, isFirst?: boolean) => void;
	/** Calls back after every change of the state; returns how to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
};

/** Holds the one state and tells who asked when it changed. */
export const createStore = (): Store => {
	let state = emptyState;
	const listeners = new Set<() => void>();
	return {
		getState: () => state,
		apply(changes, now, isFirst = false) {
			const next = reduce(state, changes, now, isFirst);
			if (next === state) {
				return;
			}

			state = next;
			for (const listener of listeners) {
				listener();
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
};
