import type {Activity} from '../model/activity.ts';
import {type Presence, presenceUnknown} from '../model/presence.ts';
import type {Task} from '../model/task.ts';
import type {Group, Observed, State} from '../store/state.ts';
import {
	type GapBook,
	type Gaps,
	gapsFor,
	isWorthTelling,
	joinedGaps,
	kindsOfWork,
	learnedThreshold,
	noGaps,
	silencesIn,
	withFalseAlarm,
	withGap,
} from './gaps.ts';
import type {FalseAlarm} from './false-alarm.ts';
import {judge} from './liveness.ts';
import type {Threshold} from './threshold.ts';
import {witnessedAt, withWitnessed} from './witnessed.ts';

/**
Follows the states as they come, all of them, and learns from what becomes of silences. Not fed by
frames: those skip states, and a skipped sign of life would be learned as a silence.
*/
export type Witness = {
	/** @param isFirst what is in the state is still being read for the first time: nothing was witnessed. */
	readonly see: (state: State, now: number, isFirst?: boolean) => void;
	/** Epoch ms at which an active task was last seen to say something else, or null. */
	readonly changedAt: (key: string) => number | null;
	/** What was learned for tasks like this one; undefined: nothing yet, or `--stale` was said. */
	readonly thresholdOf: (task: Task, scale: number) => Threshold | undefined;
	/** Everything that was learned, as it stands now. */
	readonly book: () => GapBook;
	/** Goes up whenever a threshold or a false alarm is another one. */
	readonly version: () => number;
	/** How many silences were seen to end. */
	readonly gapCount: () => number;
	/** The last one of a task, while it is active; or null. */
	readonly falseAlarmOf: (key: string) => FalseAlarm | null;
	/** The last one of all, or null. */
	readonly lastFalseAlarm: () => FalseAlarm | null;
	readonly falseAlarmCount: () => number;
	/** Takes in what was learned at other times, also after something has been learned already. */
	readonly recall: (known: LearnedBefore) => void;
};

/** What a witness has learned, as it was kept. */
export type LearnedBefore = {
	readonly gaps: GapBook;
	readonly lastFalseAlarm: FalseAlarm | null;
	readonly falseAlarms: number;
};

/** Agents and stages are named by files: any number of names may come. */
const mostKinds = 1000;

/**
@param scale factor on the silences, from `--stale`.
@param presenceOf what is known of agent processes, so that a run given up for them counts as well.
@param known what was learned before, at other times.
*/
export const createWitness = (
	scale: number,
	presenceOf: (workspace: string) => Presence = () => presenceUnknown,
	known: GapBook = new Map(),
): Witness => {
	let groups: ReadonlyMap<string, Group> = new Map();
	const book = new Map<string, Gaps>(known);
	/** What thresholds are made from: it follows the book in steps, so that rows stay what they are. */
	const settled = new Map<string, Gaps>(known);
	const thresholds = new WeakMap<Activity, {gaps: Gaps; threshold: Threshold | undefined}>();
	let version = 0;
	let observed: ReadonlyMap<string, Observed> = new Map();
	let lastAlarm: FalseAlarm | null = null;
	const alarms = new Map<string, FalseAlarm>();
	let alarmCount = 0;
	let gapCount = 0;
	const changed = new Map<string, number>();

	const thresholdOf = (task: Task, factor: number): Threshold | undefined => {
		const {activity} = task;
		// Who said `--stale` means it.
		const known = activity && factor === 1 ? gapsFor(settled, task) : null;
		if (!activity || !known) {
			return undefined;
		}

		const before = thresholds.get(activity);
		if (before?.gaps === known.gaps) {
			return before.threshold;
		}

		const threshold = learnedThreshold(activity, known);
		thresholds.set(activity, {gaps: known.gaps, threshold});
		return threshold;
	};

	const keep = (kind: string, gaps: Gaps): void => {
		// The kind seen last stands last, and the one not seen for longest is forgotten.
		book.delete(kind);
		book.set(kind, gaps);
		if (isWorthTelling(settled.get(kind), gaps)) {
			settled.set(kind, gaps);
			version++;
		}

		if (book.size > mostKinds) {
			const [oldest] = book.keys();
			book.delete(oldest!);
			settled.delete(oldest!);
		}
	};

	const learn = (before: Task, after: Task | undefined, now: number): void => {
		const seenAt = witnessedAt(before, observed.get(before.key), changed.get(before.key) ?? null);
		const activity = withWitnessed(before.activity!, seenAt);
		const gap = gapBetween(before, activity, after, now);
		if (gap === null) {
			return;
		}

		gapCount++;
		const {verdict, by} = judge(activity, now, {
			scale,
			threshold: thresholdOf(before, scale),
			presence: presenceOf(before.workspace),
		});
		const isFalseAlarm = verdict === 'stuck' || (verdict === 'interrupted' && by === 'silence');
		for (const [index, kind] of kindsOfWork(before).entries()) {
			const longer = withGap(book.get(kind) ?? noGaps, gap);
			// Only the very kind that was misjudged is judged more slowly.
			const gaps = isFalseAlarm && index === 0 ? withFalseAlarm(longer, gap) : longer;
			keep(kind, gaps);
		}

		if (isFalseAlarm) {
			alarmCount++;
			lastAlarm = {at: now, task: before.key, id: before.id, verdict, silenceMs: gap};
			alarms.set(before.key, lastAlarm);
		}
	};

	const follow = (before: Task, after: Task | undefined, now: number): void => {
		learn(before, after, now);
		if (!after?.activity) {
			changed.delete(before.key);
			alarms.delete(before.key);
		} else if (saysOther(before, after)) {
			changed.set(before.key, now);
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
						follow(before, after, now);
					}
				}
			}

			observed = state.observed;
			groups = state.groups;
		},
		changedAt: (key) => changed.get(key) ?? null,
		thresholdOf,
		book: () => book,
		version: () => version,
		gapCount: () => gapCount,
		falseAlarmOf: (key) => alarms.get(key) ?? null,
		lastFalseAlarm: () => lastAlarm,
		falseAlarmCount: () => alarmCount,
		recall({gaps: before, lastFalseAlarm, falseAlarms}) {
			const since = [...book];
			book.clear();
			for (const [kind, gaps] of before) {
				book.set(kind, gaps);
			}

			for (const [kind, gaps] of since) {
				const earlier = before.get(kind);
				book.delete(kind);
				book.set(kind, earlier ? joinedGaps(earlier, gaps) : gaps);
			}

			for (const kind of [...book.keys()].slice(0, -mostKinds)) {
				book.delete(kind);
				settled.delete(kind);
			}

			for (const kind of before.keys()) {
				const gaps = book.get(kind);
				if (gaps) {
					settled.set(kind, gaps);
				}
			}

			lastAlarm ??= lastFalseAlarm;
			alarmCount += falseAlarms;
			gapCount += silencesIn(before);
			version++;
		},
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
const gapBetween = (
	before: Task,
	activity: Activity,
	after: Task | undefined,
	now: number,
): number | null => {
	const from = lastSign(activity);
	if (!after || from === null || !isSameRun(before, after)) {
		return null;
	}

	const news = after.activity ? lastSign(after.activity) : null;
	const to = after.activity
		? saysOther(before, after)
			? now
			: news
		: ownEnds.has(after.status)
			? now
			: null;
	return to === null || to <= from ? null : Math.min(to, now) - from;
};

const isSameRun = (before: Task, after: Task): boolean =>
	before.session === null || after.session === null
		? before.startedAt?.at === after.startedAt?.at || after.activity === null
		: before.session === after.session;

const lastSign = ({signals}: Activity): number | null => {
	const times = signals.flatMap(({weight, at}) => (weight === 'life' && at !== null ? [at] : []));
	return times.length > 0 ? Math.max(...times) : null;
};
