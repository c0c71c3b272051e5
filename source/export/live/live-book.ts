import {type AlertBook, emptyAlertBook, watchAlerts} from '../../analysis/alerts/watch-alerts.ts';
import {wholeTime} from '../../analysis/metrics/population.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Alert, AlertSettings} from '../../model/alert.ts';
import type {Task} from '../../model/task.ts';
import {transitionsBetween} from '../../store/transitions.ts';
import type {Finding} from '../finding.ts';
import {selectionOf} from '../selection.ts';
import {transitionReport} from '../tables/history.ts';
import {writtenTime} from '../written-time.ts';
import type {LiveLine} from './live-schema.ts';

/** Everything as it stands at a moment. */
type LiveLook = {
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	/** Epoch milliseconds. */
	readonly now: number;
};

export type LiveBook = {
	/** What has happened since the look before; the first one begins. */
	readonly linesOf: (look: LiveLook) => readonly LiveLine[];
};

/**
Tells what happens, look by look: it compares what stands there with what stood there, so however slowly
somebody reads, what is told next is true.
*/
export const createLiveBook = (
	filter: string,
	workspaces: readonly string[],
	alertSettings: AlertSettings,
): LiveBook => {
	let before: {
		readonly tasks: ReadonlyMap<string, Task>;
		readonly selected: ReadonlySet<string>;
		readonly problems: ReadonlyMap<string, Finding>;
	} | null = null;
	let seen: LiveLook | null = null;
	let alerts: AlertBook = emptyAlertBook;
	/** When an alert is due, even if nothing changes. */
	let wakeAt: number | null = null;

	const alertLines = (look: LiveLook, isMeant: (task: string) => boolean): readonly LiveLine[] => {
		const watched = watchAlerts(alerts, {...look, isFirst: before === null}, alertSettings);
		alerts = watched.book;
		wakeAt = watched.wakeAt;
		return alertSettings.isEnabled
			? watched.announcements
					.filter(({tasks}) => tasks.length === 0 || tasks.some(({key}) => isMeant(key)))
					.map((alert) => alertLine(alert, look.now))
			: [];
	};

	return {
		linesOf(look) {
			const {now} = look;
			const isSame = seen?.rows === look.rows && seen.findings === look.findings;
			if (before && isSame && (wakeAt === null || wakeAt > now)) {
				return [];
			}

			seen = look;
			const selection = selectionOf({
				...look,
				filter,
				window: wholeTime,
				changedAt: () => null,
			});
			const next = {
				tasks: new Map(look.rows.map((row) => [row.task.key, asItStands(row)])),
				selected: new Set(selection.rows.map(({task}) => task.key)),
				problems: new Map(selection.findings.map((finding) => [keyOf(finding), finding])),
			};
			const isMeant = (key: string): boolean =>
				next.selected.has(key) || before?.selected.has(key) === true;
			const told = alertLines(look, isMeant);
			const head = {version: 1, at: writtenTime(now)} as const;
			const lines: LiveLine[] = before
				? [
						...transitionsBetween(before.tasks, next.tasks, now)
							.filter(({task}) => isMeant(task))
							.map((transition): LiveLine => {
								const {at: _at, ...known} = transitionReport(transition);
								return {...head, event: 'transition', ...known};
							}),
						...onlyIn(next.problems, before.problems).map((problem): LiveLine => ({
							...head,
							event: 'problem-appeared',
							...problem,
						})),
						...onlyIn(before.problems, next.problems).map((problem): LiveLine => ({
							...head,
							event: 'problem-cleared',
							...problem,
						})),
						...told,
					]
				: [
						{
							...head,
							event: 'start',
							workspaces: [...workspaces],
							filter: filter === '' ? null : filter,
							tasks: next.selected.size,
							problems: next.problems.size,
						},
					];
			before = next;
			return lines;
		},
	};
};

const known = new WeakMap<Row, Task>();

/** The task with the status of the moment: time alone makes one interrupted. The same row gives the same. */
const asItStands = (row: Row): Task => {
	if (row.status === row.task.status) {
		return row.task;
	}

	const task = known.get(row) ?? {...row.task, status: row.status};
	known.set(row, task);
	return task;
};

const keyOf = ({code, path, line, task, message}: Finding): string =>
	JSON.stringify([code, path, line, task, message]);

const onlyIn = (
	these: ReadonlyMap<string, Finding>,
	those: ReadonlyMap<string, Finding>,
): readonly Finding[] => [...these].flatMap(([key, finding]) => (those.has(key) ? [] : [finding]));

const alertLine = ({rule, message, count, tasks}: Alert, now: number): LiveLine => ({
	version: 1,
	at: writtenTime(now),
	event: 'alert',
	rule,
	message,
	count,
	tasks: tasks.map(({key}) => key),
});
