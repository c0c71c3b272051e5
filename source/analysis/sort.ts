import {attentionCodes, attentionRank, isMinor} from '../model/attention.ts';
import type {Status} from '../model/status.ts';
import {compareNaturally} from '../text/natural-order.ts';
import type {Row} from './rows.ts';

/** An order of the Tasks view. */
export type Sort = {
	readonly id: string;
	readonly title: string;
	readonly compare: (a: Row, b: Row) => number;
};

/** Without a reason to look at it, a task stands by what can still happen to it. */
const statusOrder: Readonly<Record<Status, number>> = {
	failed: 0,
	interrupted: 1,
	running: 2,
	partial: 3,
	blocked: 4,
	pending: 5,
	unknown: 6,
	completed: 7,
	skipped: 8,
	cancelled: 9,
};

const nothingPresses = attentionCodes.length;

const pressing = ({attention}: Row): number =>
	attention[0] && !isMinor(attention[0].code) ? attentionRank(attention[0].code) : nothingPresses;

const updatedAt = ({task}: Row): number => task.updatedAt?.at ?? 0;

const elapsed = ({runningSince, durationMs}: Row): number =>
	// What runs longest stands first; a start is in the past, so the smaller is the longer.
	runningSince === null ? (durationMs ?? -1) : Number.MAX_SAFE_INTEGER - runningSince;

const byFile = (a: Row, b: Row): number =>
	compareText(a.task.group, b.task.group) || a.task.order - b.task.order;

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** All orders; the first is the default. Ties fall back to the order of the files. */
export const sorts: readonly Sort[] = [
	{
		id: 'attention',
		title: 'attention',
		compare: (a, b) =>
			pressing(a) - pressing(b) || statusOrder[a.status] - statusOrder[b.status] || byFile(a, b),
	},
	{
		id: 'status',
		title: 'status',
		compare: (a, b) => statusOrder[a.status] - statusOrder[b.status] || byFile(a, b),
	},
	{id: 'file', title: 'file order', compare: byFile},
	{id: 'updated', title: 'last change', compare: (a, b) => updatedAt(b) - updatedAt(a)},
	{id: 'elapsed', title: 'elapsed', compare: (a, b) => elapsed(b) - elapsed(a)},
	{id: 'id', title: 'id', compare: (a, b) => compareNaturally(a.task.id, b.task.id)},
	{
		id: 'priority',
		title: 'priority',
		compare: (a, b) =>
			(a.task.priority?.rank ?? 99) - (b.task.priority?.rank ?? 99) ||
			(b.task.score ?? 0) - (a.task.score ?? 0),
	},
	{
		id: 'agent',
		title: 'agent',
		compare: (a, b) => compareNaturally(a.task.agent ?? '\u{FFFF}', b.task.agent ?? '\u{FFFF}'),
	},
];

export const sortById = (id: string): Sort => sorts.find((sort) => sort.id === id) ?? sorts[0]!;

/**
The rows in an order; ties by file, so that the order is total and nothing jumps.

@param previous the rows in the order they had last: a list that is nearly in order is sorted in
nearly linear time, so a change among ten thousand costs little.
*/
export const sortRows = (
	rows: readonly Row[],
	sort: Sort,
	isReversed: boolean,
	previous: readonly Row[] = [],
): readonly Row[] => inOrderOf(rows, previous).sort(compareRows(sort, isReversed));

/** The comparison of a total order: only a row itself is equal to it. */
export const compareRows = ({compare}: Sort, isReversed: boolean): ((a: Row, b: Row) => number) => {
	const direction = isReversed ? -1 : 1;
	return (a, b) => direction * compare(a, b) || byFile(a, b) || compareText(a.task.key, b.task.key);
};

const inOrderOf = (rows: readonly Row[], previous: readonly Row[]): Row[] => {
	if (previous.length === 0) {
		return [...rows];
	}

	const byKey = new Map(rows.map((row) => [row.task.key, row]));
	const ordered: Row[] = [];
	for (const {task} of previous) {
		const row = byKey.get(task.key);
		if (row) {
			ordered.push(row);
			byKey.delete(task.key);
		}
	}

	return [...ordered, ...byKey.values()];
};
