import type {ByTask} from './by-task.ts';

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
export const slowTasks = (byTask: ByTask, {slowSeconds}: Thresholds): readonly Outstanding[] => {
	const slow: Outstanding[] = [];
	for (const [task, own] of byTask) {
		let total = 0;
		let count = 0;
		for (const {outcome, durationMs} of own) {
			if (outcome === 'completed' && durationMs !== null) {
				total += durationMs;
				count++;
			}
		}

		if (total > slowSeconds * 1000 * count) {
			const {id, title} = own.at(-1)!;
			slow.push({task, id, title, value: total / count, attempts: count});
		}
	}

	return slow.sort((a, b) => b.value - a.value);
};

/** Tasks with more retries than the threshold, the most often retried first. */
export const oftenRetriedTasks = (
	retriesByTask: ReadonlyMap<string, number>,
	byTask: ByTask,
	nameOf: (task: string) => {readonly id: string; readonly title: string} | undefined,
	{oftenRetried}: Thresholds,
): readonly Outstanding[] =>
	[...retriesByTask]
		.filter(([, count]) => count > oftenRetried)
		.map(([task, value]) => {
			const known = byTask.get(task) ?? [];
			const {id, title} = nameOf(task) ?? known.at(-1) ?? {id: task, title: ''};
			return {task, id, title, value, attempts: known.length};
		})
		.sort((a, b) => b.value - a.value);
