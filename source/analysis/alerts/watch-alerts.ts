import {type Alert, type AlertRuleId, alertRuleIds, type AlertSettings} from '../../model/alert.ts';
import type {Row} from '../rows.ts';
import {announce} from './announce.ts';
import {changesBetween, type RowChange} from './changes.ts';
import {type ErrorRateState, errorRateEdges, noErrorRate} from './error-rate.ts';
import type {Edge, Moment} from './moment.ts';
import {nothingTold, raise, type Told} from './raise.ts';
import {readyEdges} from './ready.ts';
import {noSlow, slowEdges, type SlowState} from './slow.ts';
import {begunFor, taskRules} from './task-rules.ts';
import {allDoneEdges, noProgressEdges, noWork, workAfter, type WorkState} from './work-left.ts';

/** Everything that alerts rest on, as one value. */
export type AlertBook = {
	readonly rows: readonly Row[];
	/** Tasks that went away, as they stood: a file that comes back is no news. */
	readonly absent: ReadonlyMap<string, Row>;
	/** How many tasks it already was so for when metawatch came. */
	readonly atStart: Readonly<Partial<Record<AlertRuleId, number>>>;
	readonly slow: SlowState;
	readonly errorRate: ErrorRateState;
	readonly work: WorkState;
	readonly told: Told;
	/** Epoch ms until which nothing is announced, or null. */
	readonly mutedUntil: number | null;
};

export const emptyAlertBook: AlertBook = {
	rows: [],
	absent: new Map(),
	atStart: {},
	slow: noSlow,
	errorRate: noErrorRate,
	work: noWork,
	told: nothingTold,
	mutedUntil: null,
};

export type Watched = {
	readonly book: AlertBook;
	/** To be told at once. */
	readonly announcements: readonly Alert[];
	/** Epoch ms at which to look again, even if no task changes; or null. */
	readonly wakeAt: number | null;
};

/**
Looks at the tasks at a moment: what holds now and did not hold at the moment before is an alert.

@param isFirst everything is still being read for the first time: what holds has held before.
@param ownTasks keys of the tasks that the person has just changed: they know what they did.
*/
export const watchAlerts = (
	book: AlertBook,
	{
		rows,
		now,
		isFirst,
		ownTasks = nobodys,
	}: {
		readonly rows: readonly Row[];
		readonly now: number;
		readonly isFirst: boolean;
		readonly ownTasks?: ReadonlySet<string>;
	},
	settings: AlertSettings,
): Watched => {
	const mutedUntil = book.mutedUntil !== null && now >= book.mutedUntil ? null : book.mutedUntil;
	const moment: Moment = {rows, changes: changesBetween(book.rows, rows), now};
	const {rules} = settings;
	const slow = slowEdges(book.slow, moment, rules.slow.values);
	const work = workAfter(book.work, moment, isFirst);
	if (isFirst) {
		return {
			book: {
				...book,
				rows,
				slow: slow.state,
				work,
				atStart: heldAtStart(rows, slow.state, settings),
				mutedUntil,
			},
			announcements: [],
			wakeAt: null,
		};
	}

	const befallen: Moment = {
		...moment,
		changes: moment.changes.filter(({after}) => after === null || !ownTasks.has(after.task.key)),
	};
	const errorRate = errorRateEdges(book.errorRate, befallen, rules['error-rate'].values);
	const progress = noProgressEdges(work, moment, rules['no-progress'].values);
	const edges = [
		...taskEdges(befallen.changes, book.absent, settings),
		...readyEdges(moment),
		...slow.edges,
		...errorRate.edges,
		...progress.edges,
		...allDoneEdges(book.work, work, moment),
	].filter(({rule}) => rules[rule].isEnabled);
	const told = raise(book.told, edges, now, settings);
	const {alerts, announcements, wakeAt} = announce(told.alerts, now, mutedUntil !== null);
	return {
		book: {
			rows,
			absent: absentAfter(book.absent, moment.changes),
			atStart: book.atStart,
			slow: slow.state,
			errorRate: errorRate.state,
			work: progress.state,
			told: alerts === told.alerts ? told : {...told, alerts},
			mutedUntil,
		},
		announcements,
		wakeAt: earliest([slow.wakeAt, progress.wakeAt, wakeAt, mutedUntil]),
	};
};

const nobodys: ReadonlySet<string> = new Set();

/** A person has seen all there is. */
export const acknowledgeAlerts = (book: AlertBook): AlertBook =>
	book.told.alerts.every(({isAcknowledged}) => isAcknowledged)
		? book
		: {
				...book,
				told: {
					...book.told,
					alerts: book.told.alerts.map((alert) => ({...alert, isAcknowledged: true})),
				},
			};

/** Keeps everything quiet until a moment; null: no longer. */
export const muteAlerts = (book: AlertBook, until: number | null): AlertBook => ({
	...book,
	mutedUntil: until,
});

const taskRuleIds = alertRuleIds.filter((id) => id in taskRules);

const taskEdges = (
	changes: readonly RowChange[],
	absent: AlertBook['absent'],
	settings: AlertSettings,
): readonly Edge[] =>
	changes.flatMap(({before, after}) => {
		if (!after) {
			return [];
		}

		const earlier = before ?? absent.get(after.task.key) ?? null;
		return taskRuleIds.flatMap((rule) =>
			begunFor(rule, earlier, after, settings)
				.slice(0, 1)
				.map(({message}) => ({rule, row: after, message})),
		);
	});

/** More than this went away for good. */
const mostAbsent = 20_000;

const absentAfter = (
	absent: AlertBook['absent'],
	changes: readonly RowChange[],
): AlertBook['absent'] => {
	if (!changes.some(({before, after}) => before === null || after === null)) {
		return absent;
	}

	const next = new Map(absent);
	for (const {before, after} of changes) {
		if (after === null) {
			next.set(before.task.key, before);
		} else if (before === null) {
			next.delete(after.task.key);
		}
	}

	return next.size > mostAbsent ? new Map([...next].slice(-mostAbsent)) : next;
};

const heldAtStart = (
	rows: readonly Row[],
	{known}: SlowState,
	settings: AlertSettings,
): AlertBook['atStart'] => {
	const counts: Partial<Record<AlertRuleId, number>> = {};
	for (const rule of taskRuleIds) {
		const held = rows.filter((row) => begunFor(rule, null, row, settings).length > 0).length;
		if (held > 0) {
			counts[rule] = held;
		}
	}

	return known.size > 0 ? {...counts, slow: known.size} : counts;
};

const earliest = (moments: readonly (number | null)[]): number | null => {
	const known = moments.filter((at) => at !== null);
	return known.length > 0 ? Math.min(...known) : null;
};
