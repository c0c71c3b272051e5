import type {Change} from '../store/reduce.ts';
import type {Store} from '../store/store.ts';

/** @param path of the file whose change could not be applied; null: all of them could, one by one. */
export type OnFailure = (error: unknown, path: string | null) => void;

const pathOf = (change: Change): string =>
	change.type === 'read' ? change.input.path : change.path;

/**
Applies changes as one; when that throws, one by one, so that a single file that metawatch cannot cope
with takes no other along. Never throws.

@param onFailure told of every error.
*/
export const applyAll = (
	store: Store,
	changes: readonly Change[],
	{now, isFirst, onFailure}: {now: number; isFirst: boolean; onFailure: OnFailure},
): void => {
	try {
		store.apply(changes, now, isFirst);
		return;
	} catch (error) {
		if (changes.length < 2) {
			onFailure(error, changes[0] ? pathOf(changes[0]) : null);
			return;
		}

		onFailure(error, null);
	}

	for (const change of changes) {
		applyAll(store, [change], {now, isFirst, onFailure});
	}
};
