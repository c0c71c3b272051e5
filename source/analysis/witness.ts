import type {Task} from '../model/task.ts';
import type {Group, State} from '../store/state.ts';
import {
	type GapBook,
	gapsFor,
	kindsOfWork,
	learnedThreshold,
	noGaps,
	withFalseAlarm,
	withGap,
} from './gaps.ts';
import {judge} from './liveness.ts';
import type {Threshold} from './threshold.ts';

/** A run that was given up for silent, and moved again. */
export type FalseAlarm = {
	/** Epoch ms at which it moved again. */
	readonly at: number;
	readonly task: string;
	readonly id: string;
	/** What was said of it. */
	readonly verdict: 'stuck' | 'interrupted';
	/** How long it had been silent (ms). */
	readonly silenceMs: number;
};

/**
Follows the states as they come, all of them, and learns from what becomes of silences. Not fed by
frames: those skip states, and a skipped sign of life would be learned as a silence.
*/
export type Witness = {
	/** @param isFirst what is in the state is still being read for the first time: nothing was witnessed. */
	readonly see: (state: State, now: number, isFirst?: boolean) => void;
	/** Epoch ms at which an active task was last seen to say something else, or null. */
	readonly changedAt: (key: string) => number | null;
	/** What was learned for tasks like this one; undefined: nothing yet. */
	readonly thresholdOf: (task: Task, scale: number) => Threshold | undefined;
	readonly book: () => GapBook;
	/** How many silences were seen to end. */
	readonly gapCount: () => number;
	/** Newest last; only the latest. */
	readonly falseAlarms: () => readonly FalseAlarm[];
	/** All of them, also those no longer kept. */
	readonly falseAlarmCount: () => number;
};

const mostFalseAlarms = 100;

/** @param scale factor on the silences, from `--stale`. */
export const createWitness = (scale: number): Witness => {
	let groups: ReadonlyMap<string, Group> = new Map();
	let book: GapBook = new Map();
	let alarms: readonly FalseAlarm[] = [];
	let alarmCount = 0;
	let gapCount = 0;
	const changed = new Map<string, number>();

	const thresholdOf = (task: Task, factor: number): Threshold | undefined => {
		const known = gapsFor(book, task);
		return known && task.activity ? learnedThreshold(task.activity, known, factor) : undefined;
	};

	const learn = (before: Task, after: Task | undefined, now: number): void => {
		const gap = gapBetween(before, after, now);
		if (gap === null) {
			return;
		}

		gapCount++;
		const {verdict, by} = judge(before.activity!, now, {
			scale,
			threshold: thresholdOf(before, scale),
		});
		const isFalseAlarm = verdict === 'stuck' || (verdict === 'interrupted' && by === 'silence');
		const next = new Map(book);
		for (const [index, kind] of kindsOfWork(before).entries()) {
			const gaps = withGap(next.get(kind) ?? noGaps, gap);
			// Only the very kind that was misjudged is judged more slowly.
			next.set(kind, isFalseAlarm && index === 0 ? withFalseAlarm(gaps, gap) : gaps);
		}

		book = next;
		if (isFalseAlarm) {
			alarmCount++;
			alarms = [
				...alarms,
				{at: now, task: before.key, id: before.id, verdict, silenceMs: gap},
			].slice(-mostFalseAlarms);
		}
	};

	return {
		see(state, now, isFirst = false) {
			if (state.groups === groups) {
				return;
			}

			for (const [key, group] of isFirst ? [] : groups) {
				const next = state.groups.get(key);
				if (next && next.tasks !== group.tasks) {
					for (const [before, after] of changedPairs(group, next)) {
						learn(before, after, now);
						if (!after?.activity) {
							changed.delete(before.key);
						} else if (saysOther(before, after)) {
							changed.set(before.key, now);
						}
					}
				}
			}

			groups = state.groups;
		},
		changedAt: (key) => changed.get(key) ?? null,
		thresholdOf,
		book: () => book,
		gapCount: () => gapCount,
		falseAlarms: () => alarms,
		falseAlarmCount: () => alarmCount,
	};
};

const changedPairs = (
	before: Group,
	after: Group,
): readonly (readonly [Task, Task | undefined])[] => {
	const changed = before.tasks.filter(
		(task, index) => task.activity && task.status === 'running' && after.tasks[index] !== task,
	);
	if (changed.length === 0) {
		return [];
	}

	const byKey = new Map(after.tasks.map((task) => [task.key, task]));
	return changed.flatMap((task) => {
		const next = byKey.get(task.key);
		return next === task ? [] : [[task, next] as const];
	});
};

/** Whether the files say something else about the work itself; their times alone are no news. */
const saysOther = (before: Task, after: Task): boolean =>
	before.rawStatus !== after.rawStatus ||
	before.session !== after.session ||
	before.progress !== after.progress ||
	before.stage?.name !== after.stage?.name ||
	before.stage?.index !== after.stage?.index;

/** Statuses in which a run ends by its own doing: it was alive until then. */
const ownEnds: ReadonlySet<string> = new Set(['completed', 'partial', 'blocked', 'pending']);

/** Ms of silence that ended with the same run going on or coming to its end; null: no such thing. */
const gapBetween = (before: Task, after: Task | undefined, now: number): number | null => {
	const from = lastSign(before);
	if (!after || from === null || !isSameRun(before, after)) {
		return null;
	}

	const to = after.activity ? lastSign(after) : ownEnds.has(after.status) ? now : null;
	return to === null || to <= from ? null : Math.min(to, now) - from;
};

const isSameRun = (before: Task, after: Task): boolean =>
	before.session === null || after.session === null
		? before.startedAt?.at === after.startedAt?.at || after.activity === null
		: before.session === after.session;

const lastSign = ({activity}: Task): number | null => {
	const times = (activity?.signals ?? []).flatMap(({weight, at}) =>
		weight === 'life' && at !== null ? [at] : [],
	);
	return times.length > 0 ? Math.max(...times) : null;
};
