/** Drives a machine that is a value: hands it events, carries out its actions, wakes it. */
export type Runner<State, Event> = {
	/** May be called at any time, also while an action is carried out. */
	readonly send: (event: Event) => void;
	readonly state: () => State;
	/** Nothing is sent or woken any more. */
	readonly close: () => void;
};

type Step<State, Action> = {
	readonly state: State;
	readonly actions: readonly Action[];
	readonly wakeAt: number | null;
};

/**
@param perform carries an action out; what comes of it is sent as an event, at once or later.
@param wake calls back at an epoch time; returns how to give that up.
@param onState told after every event, once its actions have been handed out: for keeping it.
*/
export const createRunner = <State, Event, Action>({
	initial,
	step,
	perform,
	tick,
	now,
	wake,
	onState = () => {},
}: {
	readonly initial: State;
	readonly step: (state: State, event: Event, now: number) => Step<State, Action>;
	readonly perform: (action: Action, state: State) => void;
	readonly tick: Event;
	readonly now: () => number;
	readonly wake: (at: number, callback: () => void) => () => void;
	readonly onState?: (state: State) => void;
}): Runner<State, Event> => {
	let state = initial;
	let stopWaking: (() => void) | null = null;
	let isBusy = false;
	let isClosed = false;
	const events: Event[] = [];

	const send = (event: Event): void => {
		if (isClosed) {
			return;
		}

		events.push(event);
		if (isBusy) {
			return;
		}

		isBusy = true;
		try {
			for (let next = events.shift(); next !== undefined; next = events.shift()) {
				take(next);
			}
		} finally {
			isBusy = false;
		}
	};

	const take = (event: Event): void => {
		const {state: after, actions, wakeAt} = step(state, event, now());
		state = after;
		for (const action of actions) {
			perform(action, after);
		}

		onState(after);
		stopWaking?.();
		stopWaking = wakeAt === null ? null : wake(wakeAt, () => send(tick));
	};

	return {
		send,
		state: () => state,
		close() {
			isClosed = true;
			stopWaking?.();
		},
	};
};
