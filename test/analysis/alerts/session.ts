import type {Row} from '../../../source/analysis/rows.ts';
import {rowOf} from '../../../source/analysis/rows.ts';
import {emptyAlertBook, watchAlerts} from '../../../source/analysis/alerts/watch-alerts.ts';
import {
	type Alert,
	type AlertRuleId,
	type AlertSettings,
	defaultAlerts,
	type RuleSettings,
} from '../../../source/model/alert.ts';
import type {Task} from '../../../source/model/task.ts';
import {noon, taskOf} from '../tasks.ts';

/** The default rules, some of them changed. */
export const settingsWith = (
	rules: Partial<Record<AlertRuleId, Partial<RuleSettings>>> = {},
): AlertSettings => ({
	...defaultAlerts,
	rules: Object.fromEntries(
		Object.entries(defaultAlerts.rules).map(([id, known]) => [
			id,
			{...known, ...rules[id as AlertRuleId]},
		]),
	) as AlertSettings['rules'],
});

const pending = (known: Partial<Task> & {readonly id: string}): Task =>
	taskOf({status: 'pending', ...known});

/** A workspace and a clock that only goes on when it is told to. */
export const alertSession = (settings: AlertSettings = defaultAlerts) => {
	let book = emptyAlertBook;
	let now = noon;
	let tasks = new Map<string, Task>();
	let rows: readonly Row[] = [];
	const told: Alert[] = [];
	let wakeAt: number | null = null;

	const look = (isFirst = false): readonly string[] => {
		rows = [...tasks.values()].map((task) => {
			const before = rows.find((row) => row.task === task);
			const after = rowOf(task, undefined, now);
			return before?.status === after.status && before.liveness?.verdict === after.liveness?.verdict
				? before
				: after;
		});
		const result = watchAlerts(book, {rows, now, isFirst}, settings);
		book = result.book;
		({wakeAt} = result);
		told.push(...result.announcements);
		return result.announcements.map(({message}) => message);
	};

	return {
		/** What stands there when metawatch comes. */
		start(...given: readonly (Partial<Task> & {readonly id: string})[]) {
			tasks = new Map(given.map((one) => [one.id, pending(one)]));
			return look(true);
		},
		/** Changes tasks, or adds them; answers with what is told. */
		set(...given: readonly (Partial<Task> & {readonly id: string})[]) {
			for (const one of given) {
				tasks.set(one.id, {...(tasks.get(one.id) ?? pending({id: one.id})), ...one});
			}

			return look();
		},
		remove(...ids: readonly string[]) {
			for (const id of ids) {
				tasks.delete(id);
			}

			return look();
		},
		/** Lets time pass and looks once, at its end. */
		pass(milliseconds: number) {
			now += milliseconds;
			return look();
		},
		now: () => now,
		book: () => book,
		setBook(next: typeof book) {
			book = next;
		},
		alerts: () => book.told.alerts,
		told: () => told,
		wakeAt: () => wakeAt,
	};
};
