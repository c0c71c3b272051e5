import type {Row} from '../analysis/rows.ts';
import {foldHyphens} from '../text/hyphens.ts';
import {nearest} from '../text/nearest.ts';

export type FoundTasks =
	| {readonly type: 'found'; readonly rows: readonly Row[]}
	| {readonly type: 'ambiguous'; readonly name: string; readonly rows: readonly Row[]}
	/** `meant`: the id that it probably is, or null. */
	| {readonly type: 'unknown'; readonly name: string; readonly meant: string | null};

/** Ways to name a task, the surest first; the first one under which any task is found counts. */
const ways: readonly ((row: Row, name: string) => boolean)[] = [
	({task}, name) => task.key === name,
	({task}, name) => task.id === name,
	({task}, name) => folded(task.id) === folded(name),
	({task}, name) => isInList(task, name),
	({task}, name) => name.includes('#') && folded(task.key).endsWith(`/${folded(name)}`),
	({task}, name) => folded(task.id).startsWith(folded(name)),
];

/** `login#2.1`: the list, or the end of its name, and the id. */
const isInList = ({id, group}: Row['task'], name: string): boolean => {
	const mark = name.lastIndexOf('#');
	return (
		mark > 0 &&
		folded(id) === folded(name.slice(mark + 1)) &&
		folded(`/${group}`).endsWith(`/${folded(name.slice(0, mark))}`)
	);
};

const folded = (text: string): string => foldHyphens(text).toLowerCase();

/** The tasks that people mean by these names, each once, in the order they are named. */
export const findTasks = (names: readonly string[], rows: readonly Row[]): FoundTasks => {
	const found = new Set<Row>();
	for (const name of names) {
		const matches = ways
			.map((isMeant) => rows.filter((row) => isMeant(row, name)))
			.find((some) => some.length > 0);
		if (!matches) {
			const meant = nearest(name, [...new Set(rows.map(({task}) => task.id))]);
			return {type: 'unknown', name, meant};
		}

		if (matches.length > 1) {
			return {type: 'ambiguous', name, rows: matches};
		}

		found.add(matches[0]!);
	}

	return {type: 'found', rows: [...found]};
};
