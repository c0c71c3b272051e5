import type {Attempt} from '../../model/attempt.ts';

/** From where on a task counts as slow or as often retried. */
export type Thresholds = {
	/** Seconds of a mean attempt. */
	readonly slowSeconds: number;
	readonly oftenRetried: number;
};

/** A task that stands out, with the figure it stands out by. */
export type Outstanding = {
	readonly task: string;
	readonly id: string;
	readonly title: string;
	/** Milliseconds of a mean attempt, or retries. */
	readonly value: number;
	/** Attempts behind it. */
	readonly attempts: number;
};

/** Tasks whose completed attempts took longer than the threshold on average, the slowest first. */
export const slowTasks = (
	attempts: readonly Attempt[],
	{slowSeconds}: Thresholds,
): readonly Outstanding[] => {
	const known = new Map<string, {latest: Attempt; total: number; count: number}>();
	for (const attempt of attempts) {
		if (attempt.outcome === 'completed' && attempt.durationMs !== null) {
			const sums = known.get(attempt.task) ?? {latest: attempt, total: 0, count: 0};
			known.set(attempt.task, sums);
			sums.total += attempt.durationMs;
			sums.count++;
			sums.latest = attempt;
		}
	}

	return [...known]
		.filter(([, {total, count}]) => total / count > slowSeconds * 1000)
		.map(([task, {latest, total, count}]) => ({
			task,
			id: latest.id,
			title: latest.title,
			value: total / count,
			attempts: count,
		}))
		.sort((a, b) => b.value - a.value);
};

/** Tasks with more retries than the threshold, the most often retried first. */
export const oftenRetriedTasks = (
	byTask: ReadonlyMap<string, number>,
	attempts: readonly Attempt[],
	nameOf: (task: string) => {readonly id: string; readonly title: string} | undefined,
	{oftenRetried}: Thresholds,
): readonly Outstanding[] => {
	const often = [...byTask].filter(([, count]) => count > oftenRetried);
	const wanted = new Set(often.map(([task]) => task));
	const own = Map.groupBy(
		attempts.filter(({task}) => wanted.has(task)),
		({task}) => task,
	);
	return often
		.map(([task, value]) => {
			const known = own.get(task) ?? [];
			const {id, title} = nameOf(task) ?? known.at(-1) ?? {id: task, title: ''};
			return {task, id, title, value, attempts: known.length};
		})
		.sort((a, b) => b.value - a.value);
};
