import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {AlertsShown} from '../../../source/analysis/alerts/shown.ts';
import {alertsHeadline, noAlertsShown} from '../../../source/analysis/alerts/shown.ts';
import {createRowBook} from '../../../source/analysis/row-book.ts';
import {type Alert, defaultAlerts} from '../../../source/model/alert.ts';
import type {Task} from '../../../source/model/task.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {alertHints, alertLines} from '../../../source/ui/alerts/alert-lines.ts';
import {createAlertSession} from '../../../source/ui/alerts/alert-session.ts';
import {minute, noon, rowAtNoon, silentFor, taskOf} from '../../analysis/tasks.ts';

const stateWith = (...tasks: readonly Task[]): State => ({
	...emptyState,
	tasks: new Map(tasks.map((task) => [task.key, task])),
});

const opened = () => {
	const told: string[] = [];
	let state = stateWith(taskOf({id: '1', status: 'pending'}));
	const pageAt = createRowBook(1);
	let isReading = true;
	let shown: AlertsShown = noAlertsShown;
	let shows = 0;
	const session = createAlertSession({
		settings: defaultAlerts,
		page: () => pageAt(state, Date.now()),
		isReading: () => isReading,
		trouble: () => null,
		announce: (alerts) => told.push(...alerts.map(({message}) => message)),
		show(next) {
			shown = next;
			shows++;
		},
		onLook: () => undefined,
		now: Date.now,
	});
	const set = (...tasks: readonly Task[]): void => {
		state = stateWith(...tasks);
		session.note();
	};

	return {
		session,
		told,
		set,
		endReading: () => {
			isReading = false;
		},
		shown: () => shown,
		shows: () => shows,
	};
};

const failed = (id: string): Task => taskOf({id, status: 'failed'});
const open = taskOf({id: 'open', status: 'pending'});

describe('alerts of the screen', () => {
	beforeEach(() => {
		vi.useFakeTimers({now: noon});
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	test('begin after everything has been read, with what came last as well', () => {
		const {told, set, endReading, shown} = opened();
		set(failed('1'), open);
		vi.advanceTimersByTime(200);
		set(failed('1'), failed('2'), open);
		endReading();
		vi.advanceTimersByTime(200);
		expect(told).toEqual([]);
		expect(shown().atStart).toEqual({failed: 2});
		set(failed('1'), failed('2'), failed('3'), open);
		vi.advanceTimersByTime(200);
		expect(told).toEqual(['3 Task 3: failed']);
	});

	test('look once at what changes together, and rest when nothing does', () => {
		const {told, set, endReading, session, shows} = opened();
		endReading();
		session.note();
		vi.advanceTimersByTime(200);
		for (let count = 1; count <= 50; count++) {
			set(...Array.from({length: count}, (_, index) => failed(String(index))), open);
		}

		vi.advanceTimersByTime(200);
		expect(told).toEqual(['50 tasks failed']);
		const before = shows();
		vi.advanceTimersByTime(minute);
		expect(shows()).toBe(before);
	});

	test('come by the clock alone', () => {
		const {told, set, endReading} = opened();
		set(taskOf({id: '1', status: 'running', activity: silentFor(minute)}), open);
		endReading();
		vi.advanceTimersByTime(200);
		vi.advanceTimersByTime(3 * 60 * minute);
		expect(told).toHaveLength(1);
	});

	test('are seen, and muted for as long as was said', () => {
		const {told, set, endReading, session, shown} = opened();
		set(open);
		endReading();
		vi.advanceTimersByTime(200);
		set(failed('1'), open);
		vi.advanceTimersByTime(200);
		expect(alertsHeadline(shown(), 120)).toBe('⚑ 1 alert');
		session.acknowledge();
		expect(alertsHeadline(shown(), 120)).toBe(null);
		expect(session.toggleMute()).toBe(Date.now() + 30 * minute);
		set(failed('1'), failed('2'), open);
		vi.advanceTimersByTime(200);
		expect(told).toEqual(['1 Task 1: failed']);
		expect(alertsHeadline(shown(), 120)).toBe('⚑ 1 alert  muted');
		vi.advanceTimersByTime(30 * minute);
		expect(shown().mutedUntil).toBe(null);
		session.toggleMute();
		expect(session.toggleMute()).toBe(null);
	});

	test('leave nothing behind', () => {
		const {session} = opened();
		session.note();
		session.close();
		session.note();
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('the list of alerts', () => {
	const alert: Alert = {
		id: 1,
		rule: 'failed',
		at: noon,
		latestAt: noon,
		message: 'T1 Sandbox: no network',
		tasks: [
			{
				key: taskOf({id: 'T1'}).key,
				id: 'T1',
				title: 'Sandbox',
				format: 'kiro',
				workspace: '/code',
				status: 'failed',
			},
		],
		count: 1,
		repeats: 2,
		isLoud: true,
		isAcknowledged: false,
		announcedCount: 1,
	};
	const texts = (shown: AlertsShown, width = 70) =>
		alertLines(shown, {
			width,
			clock: () => '14:00:00',
			rowOf: (key) =>
				key === alert.tasks[0]!.key ? rowAtNoon({id: 'T1', status: 'completed'}) : undefined,
		}).map((line) => line.map(({text}) => text).join(''));

	test('says what happened, how often, and what has become of it', () => {
		expect(
			texts({
				alerts: [
					alert,
					{...alert, repeats: 0, isAcknowledged: true, count: 12, message: '12 tasks failed'},
				],
				atStart: {failed: 2, slow: 1},
				mutedUntil: noon,
				trouble: 'it said 500; trying again',
			}),
		).toEqual([
			'alerts',
			'quiet until 14:00:00; A ends it',
			'webhook: it said 500; trying again',
			'already so when metawatch came: 2 tasks failed, 1 takes long',
			'',
			'⚑ 14:00:00  failed         T1 Sandbox: no network',
			`${' '.repeat(27)}and 2 more times`,
			`${' '.repeat(27)}now completed`,
			'  14:00:00  failed         12 tasks failed',
			`${' '.repeat(27)}T1`,
		]);
	});

	test('is told to be empty', () => {
		expect(texts(noAlertsShown)).toEqual([
			'alerts',
			'',
			'nothing has happened since metawatch came',
		]);
		expect(alertHints.map(({key}) => key)).toEqual(['a', 'A', 'Esc']);
	});

	test('keeps its width, on the smallest screen too', () => {
		for (const width of [100, 60, 40]) {
			for (const line of texts({...noAlertsShown, alerts: [alert], mutedUntil: noon}, width)) {
				expect(line.length).toBeLessThanOrEqual(width);
			}
		}
	});

	test('has a short word in the head where there is little room', () => {
		const shown = {...noAlertsShown, alerts: [alert, alert], trouble: 'x', mutedUntil: noon};
		expect(alertsHeadline(shown, 120)).toBe('⚑ 2 alerts  muted  webhook fails');
		expect(alertsHeadline(shown, 60)).toBe('⚑2');
		expect(alertsHeadline(noAlertsShown, 120)).toBe(null);
	});
});
