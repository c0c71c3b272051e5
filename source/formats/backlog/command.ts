import type {Entry} from './entries.ts';

/** The executor's own command for a task; null for what it does not know, and for ids that are not safe in a shell. */
export const executorCommand = ({item, record, id}: Entry): string | null => {
	const isRow = item?.places.some(({declaration}) => declaration.form === 'row') ?? record !== null;
	return isRow && /^[BCS][-\u2010-\u2014\w]+$/.test(id)
		? `python3 scripts/process_tasks.py execute ${id}`
		: null;
};
