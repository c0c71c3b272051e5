import {type Happening, tasksOf} from '../analysis/happening.ts';
import {matchesHappeningFilter, parseHappeningFilter} from '../analysis/happening-filter.ts';
import type {Filter} from '../analysis/filter.ts';
import type {Row} from '../analysis/rows.ts';
import type {Item} from '../commands/context.ts';
import type {Told} from './time-travel/timeline-book.ts';

type TimelineItem = Item & {readonly happening: Happening};

/** The Timeline view before it is laid out. */
export type TimelineList = {
	/** Newest first, with a heading before every day. */
	readonly items: readonly Item[];
	/** Happenings before the filter. */
	readonly total: number;
	/** Happenings that are listed. */
	readonly count: number;
	readonly told: Told;
};

const dayMs = 86_400_000;

/**
Makes the lines of the Timeline, and remembers what did not change.

@param offsetAt how far east of UTC days begin, in milliseconds.
*/
export const createTimelineItems = (offsetAt: (at: number) => number) => {
	const items = new WeakMap<Happening, TimelineItem>();
	let verdicts = new WeakMap<Happening, boolean>();
	let filter: Filter = parseHappeningFilter('');
	let known: {
		readonly told: Told;
		readonly rows: readonly Row[];
		readonly filter: Filter;
		readonly list: TimelineList;
	} | null = null;

	const itemOf = (happening: Happening, rowOf: (key: string) => Row | undefined): TimelineItem => {
		const [task] = tasksOf(happening);
		const row = task === undefined ? null : (rowOf(task) ?? null);
		const before = items.get(happening);
		if (before?.row === row) {
			return before;
		}

		const item = {key: happening.key, row, problem: null, happening};
		items.set(happening, item);
		return item;
	};

	/** Asked once of every happening: pages are added, and what was judged stays judged. */
	const isListed = (item: TimelineItem): boolean => {
		const judged = verdicts.get(item.happening);
		if (judged !== undefined) {
			return judged;
		}

		const verdict = matchesHappeningFilter(item, filter);
		verdicts.set(item.happening, verdict);
		return verdict;
	};

	return (
		told: Told,
		rows: readonly Row[],
		rowOf: (key: string) => Row | undefined,
		text: string,
	): TimelineList => {
		if (text !== filter.text) {
			filter = parseHappeningFilter(text);
			verdicts = new WeakMap();
		}

		if (known?.told === told && known.rows === rows && known.filter === filter) {
			return known.list;
		}

		const all = told.happenings.map((happening) => itemOf(happening, rowOf));
		const listed = filter.terms.length === 0 ? all : all.filter(isListed);
		const list = {
			items: withDays(listed, (at) => Math.floor((at + offsetAt(at)) / dayMs)),
			total: all.length,
			count: listed.length,
			told,
		};
		known = {told, rows, filter, list};
		return list;
	};
};

/** A heading stands before the first line of every day. */
const withDays = (
	items: readonly TimelineItem[],
	dayOf: (at: number) => number,
): readonly Item[] => {
	const lines: Item[] = [];
	let last: number | null = null;
	for (const item of items) {
		const day = dayOf(item.happening.at);
		if (day !== last) {
			last = day;
			lines.push({
				key: `day:${day}:${lines.length === 0 ? 'first' : ''}`,
				row: null,
				problem: null,
				day: dayText(day),
			});
		}

		lines.push(item);
	}

	return lines;
};

const weekdays = [
	'Sunday',
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
] as const;

/** `Saturday 2026-03-07`, of a day counted from the first of January 1970, which was a Thursday. */
const dayText = (day: number): string => {
	const date = new Date(day * dayMs);
	return Number.isNaN(date.getTime())
		? 'a day that no calendar has'
		: `${weekdays[date.getUTCDay()]!} ${date.toISOString().slice(0, 10)}`;
};
