import type {JournalHead} from '../model/journal.ts';

/** Keys of the tasks that recoveries were tried on: what became of them tells how well options work. */
export const triedTasks = (entries: readonly JournalHead[]): readonly string[] => [
	...new Set(entries.flatMap(({plan}) => plan.steps.flatMap(({task}) => task ?? []))),
];
