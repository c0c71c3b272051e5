import type {Activity, Signal} from '../../model/activity.ts';
import type {Task} from '../../model/task.ts';
import type {Delegation} from './delegation.ts';

const second = 1000;
const minute = 60 * second;

/** The tool polls for the answer of a delegation this long, then goes on without it. */
const delegationWaitMs = 300 * second;

/** The longest credible attempt in public repositories took 992 s. */
const silentAfterMs = 17 * minute;

const interruptedAfterMs = 30 * minute;

/** How long tasks of a project take, in ms; null where nothing was measured. */
export type Pace = {
	readonly median: number | null;
	readonly p95: number | null;
};

/** Median and 95th percentile (nearest rank) of credible durations. */
export const paceOf = (durations: readonly number[]): Pace => {
	const sorted = durations.toSorted((a, b) => a - b);
	const rank = (share: number): number | null =>
		sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
	return {median: rank(0.5), p95: rank(0.95)};
};

/**
The evidence about a task that the metadata calls running. The whole feature shares one file, so
its change is a sign of life only for a task that has no start of its own: other tasks go on, in the
same file, after one has died.
*/
export const activityOf = ({
	startedAt,
	fileChangedAt,
	filesChangedAt = null,
	delegation,
}: {
	startedAt: number | null;
	fileChangedAt: number;
	/** The newest change of a file that is listed for it; null: none is known. */
	filesChangedAt?: number | null;
	delegation: Delegation | null;
}): Activity => {
	const signals: Signal[] = [];
	if (startedAt !== null) {
		signals.push({signal: 'started', weight: 'life', at: startedAt, says: 'started'});
	}

	signals.push({
		signal: 'metadata-changed',
		weight: startedAt === null ? 'life' : 'note',
		at: fileChangedAt,
		says: 'metadata of the feature written',
	});
	if (filesChangedAt !== null) {
		signals.push({
			signal: 'files-changed',
			// A file that was there before the start may be anybody's.
			weight: startedAt !== null && filesChangedAt < startedAt ? 'note' : 'life',
			at: filesChangedAt,
			says: 'a listed file changed',
		});
	}

	if (delegation) {
		signals.push({
			signal: 'delegation-prompt',
			weight: 'life',
			at: delegation.promptAt,
			says: 'delegation prompt written',
		});
	}

	if (delegation?.state === 'failed') {
		signals.push({
			signal: 'delegation-error',
			weight: 'end',
			at: delegation.at,
			says: `delegation failed: ${delegation.text ?? 'no reason given'}`,
		});
	} else if (delegation?.state === 'waiting') {
		signals.push({
			signal: 'delegation-unanswered',
			weight: 'end',
			at: delegation.promptAt,
			activeFrom: delegation.promptAt + delegationWaitMs,
			says: 'nobody waits any more: the delegation was not answered in 5m',
		});
	}

	return {signals, silentAfterMs, interruptedAfterMs, usualMs: null};
};

const worthTellingMs = 10_000;

/** The same activity, judged by how long tasks of this project take. */
const atPace = (activity: Activity, {median, p95}: Pace): Activity => ({
	...activity,
	interruptedAfterMs: Math.max(interruptedAfterMs, 3 * (p95 ?? 0)),
	// Stamped, not worked: nobody finds out anything by "usually 1s".
	usualMs: median !== null && median >= worthTellingMs ? median : null,
});

/** Puts tasks at the pace of their project; the same object for the same pace. */
export const createPacer = (): ((task: Task, pace: Pace) => Task) => {
	const paced = new WeakMap<Task, {pace: Pace; task: Task}>();
	return (task, pace) => {
		if (!task.activity) {
			return task;
		}

		const known = paced.get(task);
		if (known && known.pace.median === pace.median && known.pace.p95 === pace.p95) {
			return known.task;
		}

		const next = {...task, activity: atPace(task.activity, pace)};
		paced.set(task, {pace, task: next});
		return next;
	};
};

/** Epoch ms at which silence alone ends a run, or null when something else decides. */
export const silenceEndsAt = ({signals, interruptedAfterMs: patience}: Activity): number | null => {
	const signs = signals.flatMap(({weight, at}) => (weight === 'life' && at !== null ? [at] : []));
	return signals.some(({weight}) => weight === 'end') || signs.length === 0
		? null
		: signs.reduce((latest, at) => Math.max(latest, at)) + patience;
};
