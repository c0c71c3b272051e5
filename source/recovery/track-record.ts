import type {FormatName} from '../model/format-name.ts';
import type {JournalHead} from '../model/journal.ts';
import type {Transition} from '../model/transition.ts';

/** How often an option was tried on a task, and how often the task completed after it. */
export type Worked = {readonly tries: number; readonly successes: number};

/** What is known of an option: null when it was never tried, or nothing is decided yet. */
export type TrackRecord = (format: FormatName, option: string) => Worked | null;

type Event =
	| {readonly type: 'try'; readonly at: number; readonly option: string}
	| {readonly type: 'completed' | 'lost'; readonly at: number};

/**
An option worked when its task completed after it without another recovery in between; it did not when
the task failed, was interrupted, or was recovered again. What is still open counts as neither, nor does
what was taken back.
*/
export const trackRecordOf = (
	entries: readonly JournalHead[],
	transitions: readonly Transition[],
): TrackRecord => {
	const byTask = new Map<string, Event[]>();
	const note = (task: string, event: Event): void => {
		const events = byTask.get(task);
		if (events) {
			events.push(event);
		} else {
			byTask.set(task, [event]);
		}
	};

	for (const {plan, state, at, settledAt} of entries) {
		for (const {task, format, option} of state === 'applied' ? plan.steps : []) {
			if (task !== null) {
				note(task, {type: 'try', at: settledAt ?? at, option: keyOf(format, option)});
			}
		}
	}

	for (const {task, at, what, to} of transitions) {
		const ending = what === 'status' ? endings.get(to) : undefined;
		if (ending && byTask.has(task)) {
			note(task, {type: ending, at});
		}
	}

	const worked = new Map<string, Worked>();
	for (const events of byTask.values()) {
		for (const {option, isSuccess} of decided(events)) {
			const {tries, successes} = worked.get(option) ?? {tries: 0, successes: 0};
			worked.set(option, {tries: tries + 1, successes: successes + (isSuccess ? 1 : 0)});
		}
	}

	return (format, option) => worked.get(keyOf(format, option)) ?? null;
};

const endings: ReadonlyMap<string | null, 'completed' | 'lost'> = new Map([
	['completed', 'completed'],
	['failed', 'lost'],
	['interrupted', 'lost'],
]);

const keyOf = (format: FormatName, option: string): string => `${format} ${option}`;

const decided = (events: readonly Event[]): {option: string; isSuccess: boolean}[] => {
	const found: {option: string; isSuccess: boolean}[] = [];
	let open: string | null = null;
	// At the same moment the attempt stands before what came of it.
	const order = events.toSorted(
		(a, b) => a.at - b.at || (a.type === 'try' ? 0 : 1) - (b.type === 'try' ? 0 : 1),
	);
	for (const event of order) {
		if (open !== null) {
			found.push({option: open, isSuccess: event.type === 'completed'});
		}

		open = event.type === 'try' ? event.option : null;
	}

	return found;
};
