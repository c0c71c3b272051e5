import type {Directory} from './dependencies.ts';
import type {Entry} from './entries.ts';
import {idsWithin} from './identifier.ts';

/**
Ids that an entry says it is blocked by and that are completed: nothing holds it any more. Empty when
any of the blockers it names is still open, or when it names none.
*/
export const finishedBlockers = (entry: Entry, {byId}: Directory): readonly string[] => {
	if (entry.together.status !== 'blocked' || !entry.item) {
		return [];
	}

	const text = [entry.item.status?.raw ?? '', entry.item.field('blocked_by')?.value ?? ''].join(
		' ',
	);
	const named = idsWithin(text);
	const isOver = named.every(({id}) => (byId.get(id) ?? []).some(({isDone}) => isDone));
	return isOver ? [...new Set(named.map(({written}) => written))] : [];
};
