import {foldId, foldTitle} from './identifier.ts';
import type {TaskRecord} from './parse-database.ts';
import type {PlanItem} from './plan.ts';
import {readRecordedStatus, together, type Together} from './status.ts';
import type {Status} from '../../model/status.ts';

/** One row to be: an item of the backlog, what the database knows of it, or both. */
export type Entry = {
	readonly key: string;
	readonly foldedId: string;
	readonly id: string;
	readonly title: string;
	readonly foldedTitle: string;
	readonly item: PlanItem | null;
	readonly record: TaskRecord | null;
	/** Further records of the same id, written with another hyphen. */
	readonly otherRecords: readonly TaskRecord[];
	/** Status of the execution, or null when nothing was executed. */
	readonly recorded: Status | null;
	readonly together: Together;
	readonly isDone: boolean;
};

/**
Joins items and records by their folded id, and by title where several items share it. What has no
counterpart stands by itself.
*/
export const joinEntries = (
	group: string,
	plan: readonly PlanItem[],
	records: readonly TaskRecord[],
): readonly Entry[] => {
	const itemsOf = Map.groupBy(plan, ({foldedId}) => foldedId);
	const recordsOfItem = new Map<PlanItem, TaskRecord[]>();
	const alone = new Map<string, TaskRecord[]>();
	for (const record of records) {
		const item = itemFor(record, itemsOf.get(record.foldedId) ?? []);
		if (item) {
			add(recordsOfItem, item, record);
		} else {
			add(alone, `${record.foldedId}\n${foldTitle(record.metadata?.title ?? '')}`, record);
		}
	}

	const seen = new Map<string, number>();
	return [
		...plan.map((item) => entryOf(group, seen, item, recordsOfItem.get(item) ?? [])),
		...[...alone.values()].map((own) => entryOf(group, seen, null, own)),
	];
};

const add = <Key>(map: Map<Key, TaskRecord[]>, key: Key, record: TaskRecord): void => {
	const list = map.get(key);
	if (list) {
		list.push(record);
	} else {
		map.set(key, [record]);
	}
};

const itemFor = ({metadata}: TaskRecord, items: readonly PlanItem[]): PlanItem | null => {
	if (items.length <= 1) {
		return items[0] ?? null;
	}

	const title = foldTitle(metadata?.title ?? '');
	return items.find(({foldedTitle}) => foldedTitle === title) ?? null;
};

const lastSign = ({execution}: TaskRecord): number =>
	execution?.updatedAt?.at ?? execution?.startedAt?.at ?? -Infinity;

const entryOf = (
	group: string,
	seen: Map<string, number>,
	item: PlanItem | null,
	records: readonly TaskRecord[],
): Entry => {
	const [record = null, ...otherRecords] = [...records].sort((a, b) => lastSign(b) - lastSign(a));
	const id = item?.id ?? record?.id ?? '';
	const title = item?.title ?? record?.metadata?.title ?? '';
	const foldedTitle = foldTitle(title);
	const foldedId = foldId(id);
	const recorded = record?.execution ? readRecordedStatus(record.execution.status) : null;
	const both = together(item?.status?.status ?? null, recorded);
	return {
		key: uniqueKey(`backlog:${group}#${[foldedId, foldedTitle].filter(Boolean).join(' ')}`, seen),
		foldedId,
		id,
		title: title === '' ? id : title,
		foldedTitle,
		item,
		record,
		otherRecords,
		recorded,
		together: both,
		isDone: both.status === 'completed' || (item?.isDoneSomewhere ?? false),
	};
};

const uniqueKey = (key: string, seen: Map<string, number>): string => {
	const count = (seen.get(key) ?? 0) + 1;
	seen.set(key, count);
	return count === 1 ? key : `${key}~${count}`;
};
