import type {Change} from '../store/reduce.ts';
import type {Store} from '../store/store.ts';
import {applyAll, type OnFailure} from './apply.ts';
import type {Pace} from './pace.ts';

/** Collects changes and applies them in portions. */
export type Batch = {
	/**
	@param group changes of one group must be added one after another: they are applied together,
		so that no half of it is ever seen.
	@param weight characters to be parsed.
	*/
	readonly add: (change: Change, group: string, weight: number) => Promise<void>;
	readonly finish: () => void;
};

/**
What is parsed before keys are served again: 10 to 40 ms. Larger portions were no faster: what is
thrown away at once costs less memory.
*/
const portionWeight = 512 * 1024;

/** A change without text costs some work too. */
const baseWeight = 512;

export const createBatch = (options: {
	readonly store: Store;
	readonly now: () => number;
	readonly isFirst: boolean;
	readonly pace: Pace;
	readonly onFailure: OnFailure;
}): Batch => {
	const {store, now, isFirst, pace, onFailure} = options;
	let changes: Change[] = [];
	let weightSoFar = 0;
	let lastGroup: string | null = null;
	const apply = (): void => {
		if (changes.length > 0) {
			const portion = changes;
			changes = [];
			weightSoFar = 0;
			applyAll(store, portion, {now: now(), isFirst, onFailure});
		}
	};

	return {
		async add(change, group, weight) {
			if (group !== lastGroup && weightSoFar >= portionWeight) {
				apply();
				await pace.rest();
			}

			lastGroup = group;
			changes.push(change);
			weightSoFar += weight + baseWeight;
		},
		finish: apply,
	};
};
