import {type Alert, alertRules, type AlertSettings, type AlertTask} from '../../model/alert.ts';
import {truncate} from '../../text/width.ts';
import type {Row} from '../rows.ts';
import type {Edge} from './moment.ts';

/** What was told and what is still to be told. */
export type Told = {
	/** Newest first, at most `mostAlerts`. */
	readonly alerts: readonly Alert[];
	/** Rule and task -> when it was last raised, and by which alert. */
	readonly raised: ReadonlyMap<string, {readonly at: number; readonly alert: number}>;
	readonly nextId: number;
};

export const nothingTold: Told = {alerts: [], raised: new Map(), nextId: 1};

export const mostAlerts = 200;

/** Of a storm, the first ones are named. */
export const mostAlertTasks = 50;

/** What one rule finds within this time is one alert. */
export const foldMs = 10_000;

/** Columns that one line of a notification has room for. */
const messageWidth = 160;
const titleWidth = 50;

const minute = 60_000;

/** Puts what has begun into the list: into an alert that is still open for its rule, or a new one. */
export const raise = (
	told: Told,
	edges: readonly Edge[],
	now: number,
	settings: AlertSettings,
): Told => {
	if (edges.length === 0) {
		return told;
	}

	const alerts = [...told.alerts];
	const raised = withoutOld(told.raised, now, settings);
	let {nextId} = told;
	for (const {rule, row, message} of edges) {
		const {isLoud, cooldownMinutes} = settings.rules[rule];
		const name = raisedName(rule, row);
		const earlier = raised.get(name);
		const repeated = earlier ? alerts.findIndex(({id}) => id === earlier.alert) : -1;
		if (earlier && repeated !== -1 && now - earlier.at < cooldownMinutes * minute) {
			const known = alerts[repeated]!;
			alerts[repeated] = {...known, latestAt: now, repeats: known.repeats + 1};
			continue;
		}

		const open = alerts.findIndex(
			(one) => one.rule === rule && !one.isAcknowledged && now - one.at < foldMs,
		);
		const folded = open === -1 ? null : alerts[open]!;
		if (folded) {
			alerts[open] = foldedInto(folded, row, now);
		} else {
			alerts.unshift({
				id: nextId++,
				rule,
				at: now,
				latestAt: now,
				message: messageOf(row, message),
				tasks: row ? [taskOf(row)] : [],
				count: 1,
				repeats: 0,
				isLoud,
				isAcknowledged: false,
				announcedCount: 0,
			});
		}

		raised.set(name, {at: now, alert: folded?.id ?? nextId - 1});
	}

	return {alerts: alerts.slice(0, mostAlerts), raised, nextId};
};

const raisedName = (rule: string, row: Row | null): string => `${rule}\n${row?.task.key ?? ''}`;

/** Only those that still hold something back; a storm must not stay in memory. */
const withoutOld = (raised: Told['raised'], now: number, {rules}: AlertSettings) => {
	const longestMs = Math.max(...Object.values(rules).map(({cooldownMinutes}) => cooldownMinutes));
	return new Map([...raised].filter(([, {at}]) => now - at < longestMs * minute));
};

const foldedInto = (alert: Alert, row: Row | null, now: number): Alert => {
	const isKnown = row !== null && alert.tasks.some(({key}) => key === row.task.key);
	const count = isKnown ? alert.count : alert.count + 1;
	return {
		...alert,
		latestAt: now,
		count,
		message: count > 1 ? `${count} ${alertRules[alert.rule].many}` : alert.message,
		tasks:
			row && !isKnown && alert.tasks.length < mostAlertTasks
				? [...alert.tasks, taskOf(row)]
				: alert.tasks,
	};
};

const messageOf = (row: Row | null, message: string): string =>
	truncate(
		row ? `${row.task.id} ${truncate(row.task.title, titleWidth)}: ${message}` : message,
		messageWidth,
	);

const taskOf = ({status, task: {key, id, title, format, workspace}}: Row): AlertTask => ({
	key,
	id,
	title,
	format,
	workspace,
	status,
});
