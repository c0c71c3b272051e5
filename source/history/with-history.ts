import type {Store} from '../store/store.ts';
import type {History} from './history.ts';

/** A store that tells a history of everything that is applied to it. */
export const withHistory = (store: Store, history: Pick<History, 'record'>): Store => ({
	...store,
	apply(changes, now, isFirst = false) {
		const before = store.getState();
		store.apply(changes, now, isFirst);
		const after = store.getState();
		if (after !== before) {
			history.record({changes, before, after, now, isFirst});
		}
	},
});
