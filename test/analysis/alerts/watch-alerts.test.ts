import {array, assert, boolean, constantFrom, integer, property, record} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {foldMs, mostAlerts, mostAlertTasks} from '../../../source/analysis/alerts/raise.ts';
import {acknowledgeAlerts, muteAlerts} from '../../../source/analysis/alerts/watch-alerts.ts';
import {alertRuleIds} from '../../../source/model/alert.ts';
import {statuses} from '../../../source/model/status.ts';
import type {Dependency, Task} from '../../../source/model/task.ts';
import {minute, noon, seenAgo, silentFor, stuckFor, taskOf} from '../tasks.ts';
import {alertSession, settingsWith} from './session.ts';

const failed = (id: string, message = 'no network'): Partial<Task> & {id: string} => ({
	id,
	status: 'failed',
	error: {message, category: null, severity: null},
});

const needs = (...ids: readonly string[]): readonly Dependency[] =>
	ids.map((id) => ({raw: id, id, key: taskOf({id}).key, state: 'known'}));

const completed = (id: string, seconds: number) =>
	({id, status: 'completed', durationMs: seconds * 1000}) as const;

describe('what was there when metawatch came', () => {
	test('is no alert, but counted', () => {
		const session = alertSession();
		expect(
			session.start(
				failed('1'),
				failed('2'),
				{id: '3', status: 'completed'},
				{
					id: '4',
					status: 'running',
					activity: silentFor(3 * 60 * minute),
				},
			),
		).toEqual([]);
		expect(session.pass(minute)).toEqual([]);
		expect(session.alerts()).toEqual([]);
		expect(session.book().atStart).toEqual({failed: 2, interrupted: 1});
	});

	test('stays silent however long the first reading takes, and in whatever order files come', () => {
		const session = alertSession();
		session.start(failed('1'));
		session.start(failed('1'), failed('2'), {id: '3', status: 'running'});
		expect(session.pass(60 * minute)).toEqual([]);
		expect(session.alerts()).toEqual([]);
	});
});

describe('a task', () => {
	test('that fails is told once, with its error', () => {
		const session = alertSession();
		session.start({id: '1', status: 'running'}, {id: '2'});
		expect(session.set(failed('1'))).toEqual(['1 Task 1: no network']);
		expect(session.pass(minute)).toEqual([]);
		expect(session.set(failed('1', 'no network at all'))).toEqual([]);
		expect(session.alerts()).toMatchObject([
			{rule: 'failed', count: 1, isLoud: true, at: noon, tasks: [{id: '1', status: 'failed'}]},
		]);
	});

	test('that appears failed is told; one that comes back as it went is not', () => {
		const session = alertSession();
		session.start({id: '1'});
		expect(session.set(failed('2'))).toEqual(['2 Task 2: no network']);
		session.remove('2');
		session.pass(60 * minute);
		expect(session.set(failed('2'))).toEqual([]);
	});

	test('that fails again after a retry nobody saw is told again', () => {
		const session = alertSession();
		session.start({...failed('1'), retries: 1}, {id: '2'});
		expect(session.set({id: '1', retries: 2})).toEqual(['1 Task 1: no network']);
	});

	test('that is silent too long is told when its time has come', () => {
		const session = alertSession();
		session.start({id: '1', status: 'running', activity: silentFor(minute)}, {id: '2'});
		expect(session.pass(60 * minute)).toEqual([]);
		const told = session.pass(60 * minute);
		expect(told).toHaveLength(1);
		expect(told[0]).toContain('1 Task 1: ');
		expect(session.alerts()).toMatchObject([{rule: 'interrupted'}]);
	});

	test('that is stuck counts with the interrupted ones', () => {
		const session = alertSession();
		session.start({id: '1', status: 'running', activity: stuckFor(minute)}, {id: '2'});
		session.pass(60 * minute);
		expect(session.alerts()).toMatchObject([{rule: 'interrupted', count: 1}]);
	});

	test('that needs a person is told for each reason that is new', () => {
		const session = alertSession();
		session.start({id: '1', status: 'running'});
		const review = {code: 'review-needed', message: 'a review is due'} as const;
		const answer = {code: 'answer-needed', message: 'it asks: which port?'} as const;
		expect(session.set({id: '1', attention: [review]})).toEqual(['1 Task 1: a review is due']);
		session.pass(20 * minute);
		expect(session.set({id: '1', attention: [answer, review]})).toEqual([
			'1 Task 1: it asks: which port?',
		]);
		session.pass(20 * minute);
		expect(session.set({id: '1', attention: [review]})).toEqual([]);
	});

	test('that is tried too often is told when it crosses the limit', () => {
		const session = alertSession(settingsWith({retries: {values: {over: 2}}}));
		session.start({id: '1', status: 'running', retries: 2}, {id: '2', retries: 9});
		expect(session.set({id: '1', retries: 3})).toEqual(['1 Task 1: tried again 3 times']);
		session.pass(30 * minute);
		expect(session.set({id: '1', retries: 4})).toEqual([]);
	});

	test('can start once its last dependency is done, not before', () => {
		const session = alertSession();
		session.start(
			{id: '1', status: 'running'},
			{id: '2', status: 'running'},
			{id: '3', dependencies: needs('1', '2')},
			{id: '4', dependencies: [...needs('2'), {raw: 'x', id: 'x', key: null, state: 'missing'}]},
			{id: '5', dependencies: needs('2'), humanRequired: 'sign it'},
			{id: '6', status: 'completed', dependencies: needs('2')},
		);
		expect(session.set({id: '1', status: 'completed'})).toEqual([]);
		expect(session.set({id: '2', status: 'completed'})).toEqual([
			'3 Task 3: no longer waits for 2',
		]);
		expect(session.alerts()).toMatchObject([{rule: 'ready', isLoud: false}]);
	});

	test('takes long beyond the 95th percentile of enough tasks of its kind', () => {
		const session = alertSession(settingsWith({slow: {values: {factor: 2, atLeast: 3}}}));
		session.start(
			completed('a', 50),
			completed('b', 60),
			completed('c', 60),
			{id: '1', status: 'running', startedAt: {at: noon, source: 'file'}, activity: seenAgo(0)},
			{id: '2', kind: 'other', status: 'running', startedAt: {at: noon, source: 'file'}},
			{id: '3', status: 'running', startedAt: {at: noon - 10 * minute, source: 'file'}},
		);
		expect(session.book().atStart).toEqual({slow: 1});
		session.pass(1000);
		// Type 7 of 50, 60, 60 at 0.95 is 60.
		expect(session.wakeAt()).toBe(noon + 120_001);
		expect(session.pass(118_000)).toEqual([]);
		expect(session.pass(1001)).toEqual(['1 Task 1: runs for 2m; 95 % of 3 took less than 1m']);
		expect(session.pass(minute)).toEqual([]);
	});
});

describe('all tasks together', () => {
	test('failing too often are told once until it is better', () => {
		const session = alertSession(
			settingsWith({
				failed: {isEnabled: false},
				'error-rate': {values: {percent: 50, minutes: 10, atLeast: 4}, cooldownMinutes: 0.1},
			}),
		);
		session.start(...'12345678'.split('').map((id) => ({id, status: 'running'}) as const), {
			id: 'open',
		});
		expect(session.set(failed('1'), failed('2'), completed('3', 1))).toEqual([]);
		expect(session.set(completed('4', 1))).toEqual([
			'2 of 4 tasks that ended in the last 10m failed',
		]);
		expect(session.set(failed('5'))).toEqual([]);
		session.pass(11 * minute);
		session.set(completed('6', 1));
		expect(session.set({id: '6', status: 'running'}, {id: '3', status: 'running'})).toEqual([]);
		expect(session.set(failed('6'), failed('3'), completed('7', 1))).toEqual([
			'2 of 4 tasks that ended in the last 10m failed',
		]);
	});

	test('standing still are told only after they were seen to move', () => {
		const session = alertSession(settingsWith({'no-progress': {values: {minutes: 30}}}));
		session.start({id: '1'}, {id: '2'});
		expect(session.pass(120 * minute)).toEqual([]);
		session.set({id: '1', status: 'running', progress: 0.1});
		session.set({id: '1', progress: 0.2});
		expect(session.wakeAt()).toBe(session.now() + 30 * minute);
		expect(session.pass(29 * minute)).toEqual([]);
		expect(session.pass(minute)).toEqual(['no task has moved for 30m; 2 are left']);
		expect(session.pass(120 * minute)).toEqual([]);
	});

	test('do not stand still while a running one shows signs of life', () => {
		const session = alertSession(settingsWith({'no-progress': {values: {minutes: 30}}}));
		session.start({id: '1'});
		session.set({id: '1', status: 'running'});
		session.pass(25 * minute);
		const [sign] = seenAgo(0)!.signals;
		session.set({
			id: '1',
			activity: {...seenAgo(0)!, signals: [{...sign!, at: session.now()}]},
		});
		expect(session.pass(25 * minute)).toEqual([]);
	});

	test('being done is told, with what failed; that they went away is not', () => {
		const session = alertSession(settingsWith({failed: {isEnabled: false}}));
		session.start({id: '1', status: 'running'}, {id: '2', status: 'running'}, completed('3', 1));
		session.set(failed('1'));
		expect(session.set(completed('2', 1))).toEqual(['2 done, 1 failed']);
		session.set({id: '4'});
		expect(session.remove('4')).toEqual([]);
		expect(session.remove('1', '2', '3')).toEqual([]);
	});
});

describe('telling', () => {
	const ids = Array.from({length: 120}, (_, index) => `T${index}`);

	test('folds a storm into one alert', () => {
		const session = alertSession();
		session.start(...ids.map((id) => ({id})), {id: 'open'});
		expect(session.set(...ids.map((id) => failed(id)))).toEqual([
			'120 tasks failed',
			'120 of 120 tasks that ended in the last 30m failed',
		]);
		expect(session.alerts().map(({count, tasks}) => [count, tasks.length])).toEqual([
			[1, 0],
			[120, mostAlertTasks],
		]);
	});

	test('tells the first of a storm at once and the rest together', () => {
		const session = alertSession(settingsWith({'error-rate': {isEnabled: false}}));
		session.start(...ids.map((id) => ({id})), {id: 'open'});
		expect(session.set(failed('T0'))).toEqual(['T0 Task T0: no network']);
		expect(session.set(failed('T1'))).toEqual([]);
		expect(session.set(failed('T2'), failed('T3'))).toEqual([]);
		expect(session.wakeAt()).toBe(noon + foldMs);
		expect(session.pass(foldMs)).toEqual(['4 tasks failed']);
		expect(session.set(failed('T4'))).toEqual(['T4 Task T4: no network']);
	});

	test('keeps the same task quiet within its cooldown, and counts', () => {
		const session = alertSession();
		session.start({id: '1'}, {id: '2'});
		session.set(failed('1'));
		session.pass(minute);
		session.set({id: '1', status: 'running'});
		expect(session.set(failed('1'))).toEqual([]);
		expect(session.alerts()).toMatchObject([{repeats: 1, latestAt: noon + minute}]);
		session.pass(6 * minute);
		session.set({id: '1', status: 'running'});
		expect(session.set(failed('1'))).toEqual(['1 Task 1: no network']);
	});

	test('is quiet while muted, and does not make up for it', () => {
		const session = alertSession(settingsWith({'no-progress': {isEnabled: false}}));
		session.start({id: '1'}, {id: '2'}, {id: '3'});
		session.setBook(muteAlerts(session.book(), noon + 30 * minute));
		expect(session.set(failed('1'))).toEqual([]);
		expect(session.wakeAt()).toBe(noon + 30 * minute);
		expect(session.pass(31 * minute)).toEqual([]);
		expect(session.book().mutedUntil).toBe(null);
		expect(session.alerts()).toHaveLength(1);
		expect(session.set(failed('2'))).toEqual(['2 Task 2: no network']);
	});

	test('after it was acknowledged begins anew', () => {
		const session = alertSession();
		session.start({id: '1'}, {id: '2'}, {id: '3'});
		session.set(failed('1'));
		session.setBook(acknowledgeAlerts(session.book()));
		expect(session.set(failed('2'))).toEqual(['2 Task 2: no network']);
		expect(session.alerts().map(({isAcknowledged}) => isAcknowledged)).toEqual([false, true]);
	});

	test('of rules that are off there is nothing', () => {
		const session = alertSession(
			settingsWith(Object.fromEntries(alertRuleIds.map((id) => [id, {isEnabled: false}]))),
		);
		session.start({id: '1', status: 'running'});
		session.set({...failed('1'), retries: 20});
		session.pass(24 * 60 * minute);
		expect(session.alerts()).toEqual([]);
	});
});

test('whatever happens, tells nothing twice, nothing while muted, and stays small', () => {
	const change = record({
		ids: array(constantFrom('1', '2', '3', '4'), {minLength: 1, maxLength: 4}),
		status: constantFrom(...statuses),
		retries: integer({min: 0, max: 5}),
		isRemoval: boolean(),
		isMuting: boolean(),
		wait: integer({min: 0, max: 20}),
	});
	assert(
		property(array(change, {maxLength: 60}), (changes) => {
			const session = alertSession();
			session.start({id: '1'}, {id: '2'});
			for (const {ids, status, retries, isRemoval, isMuting, wait} of changes) {
				const isMuted = isMuting || session.book().mutedUntil !== null;
				if (isMuting) {
					session.setBook(muteAlerts(session.book(), session.now() + minute));
				}

				const told = isRemoval
					? session.remove(...ids)
					: session.set(...ids.map((id) => ({id, status, retries})));
				const whileMuted = isMuted && session.book().mutedUntil !== null ? told : [];
				expect(whileMuted).toEqual([]);

				session.pass(wait * 5000);
				expect(session.wakeAt() ?? Infinity).toBeGreaterThan(session.now());
			}

			expect(session.alerts().length).toBeLessThanOrEqual(mostAlerts);
			const seen = session.told().map(({id, announcedCount}) => `${id} ${announcedCount}`);
			expect(new Set(seen).size).toBe(seen.length);
			// By the work that is counted step by step, and counted anew.
			const {rows, work} = session.book();
			for (const status of statuses) {
				expect(work.byStatus[status]).toBe(rows.filter((row) => row.status === status).length);
			}
		}),
	);
});
