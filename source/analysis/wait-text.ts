import {isMet} from './dependencies/met.ts';
import type {Row} from './rows.ts';

/** Whether a task could be begun if nothing held it: only then it is worth saying what does. */
const couldBegin = ({status}: Row): boolean => status === 'pending' || status === 'unknown';

/** More of them would not fit into a cell; the details name all. */
const namedMost = 3;

/**
What a task that has not begun waits for, in a few words: "waits for 41, 44". Null when all that it
depends on is done, or when it is no longer to begin. Full reasons are `dependencies/reason.ts`.

@param rowOf key of a task -> its row.
*/
export const waitText = (row: Row, rowOf: (key: string) => Row | undefined): string | null => {
	if (!couldBegin(row) || row.task.dependencies.length === 0) {
		return null;
	}

	const open = row.task.dependencies.flatMap(({key, id, raw, state}) => {
		const other = key === null ? undefined : rowOf(key)?.task;
		if (state === 'missing') {
			return [`${id ?? raw} (missing)`];
		}

		return state === 'known' && other && !isMet(other) ? [other.id] : [];
	});
	if (open.length === 0) {
		return null;
	}

	const more = open.length > namedMost ? ` and ${open.length - namedMost} more` : '';
	return `waits for ${open.slice(0, namedMost).join(', ')}${more}`;
};
