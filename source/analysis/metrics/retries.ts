import type {Row} from '../rows.ts';
import type {ByTask} from './by-task.ts';
import {inTime} from './in-time.ts';
import {type Rate, rateOf} from './rates.ts';

export type Retries = {
	/** Retries of all tasks. */
	readonly total: number;
	/** Tasks that were retried at least once. */
	readonly tasks: number;
	/** Failed attempts that were followed by a completion of the same task, among those failed. */
	readonly recovered: Rate | null;
	/** By how often was tried since the last success: what the n-th try brought. */
	readonly tries: readonly Try[];
	/** Task -> its retries; only those with any. */
	readonly byTask: ReadonlyMap<string, number>;
};

type Try = {
	/** 1 for the first. */
	readonly number: number;
	/** Completed among those that came to an end at this try. */
	readonly success: Rate;
};

/** Tries from here on are counted together. */
const lastTry = 6;

/**
What retries achieve. How many there were is told by the tasks themselves where they count them (a counter
that every start sets back is not one: then the attempts tell), never by adding up something else.
*/
export const retriesOf = (attempts: ByTask, rows: readonly Row[]): Retries => {
	const byTask = new Map<string, number>();
	let failures = 0;
	let recovered = 0;
	const tries = Array.from({length: lastTry}, () => ({completed: 0, count: 0}));
	for (const [task, own] of attempts) {
		const ended = inTime(own);
		let pending = 0;
		// The only attempt that is known may still say which one it is.
		let number = ended.length === 1 ? ended[0]!.ordinal - 1 : 0;
		let retries = Math.max(0, number - 1);
		for (const {outcome} of ended) {
			// A try after a success is a new run, not a retry.
			retries += number > 0 ? 1 : 0;
			number++;
			if (outcome === 'completed' || outcome === 'failed') {
				const counts = tries[Math.min(number, lastTry) - 1]!;
				counts.count++;
				counts.completed += outcome === 'completed' ? 1 : 0;
			}

			if (outcome === 'completed') {
				recovered += pending;
				pending = 0;
				number = 0;
			} else if (outcome === 'failed') {
				pending++;
				failures++;
			}
		}

		if (retries > 0) {
			byTask.set(task, retries);
		}
	}

	for (const {task} of rows) {
		if (task.retries !== null && task.retries > 0) {
			byTask.set(task.key, task.retries);
		} else if (task.retries === 0) {
			byTask.delete(task.key);
		}
	}

	return {
		total: [...byTask.values()].reduce((sum, count) => sum + count, 0),
		tasks: byTask.size,
		recovered: rateOf(recovered, failures),
		tries: tries.flatMap(({completed, count}, index) => {
			const success = rateOf(completed, count);
			return success ? [{number: index + 1, success}] : [];
		}),
		byTask,
	};
};
