import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../../source/analysis/dependencies/work-plan.ts';
import {concurrencyOf} from '../../../source/analysis/forecast/concurrency.ts';
import {outcomesOf} from '../../../source/analysis/forecast/success.ts';
import {lengthsOf} from '../../../source/analysis/forecast/task-forecast.ts';
import {
	groupKeyOf,
	type WorkForecasts,
	workForecastsOf,
} from '../../../source/analysis/forecast/work-forecast.ts';
import {rowOf} from '../../../source/analysis/rows.ts';
import type {Attempt} from '../../../source/model/attempt.ts';
import type {Task} from '../../../source/model/task.ts';
import {attemptOf} from '../attempts.ts';
import {hour, minute, noon, seenAgo, stuckFor, taskOf} from '../tasks.ts';

/** Ten minutes each, almost exactly. */
const past = Array.from({length: 20}, (_, index) =>
	attemptOf({task: `p${index}`, durationMs: 10 * minute + index}),
);

const forecast = (
	tasks: readonly Task[],
	{agents = 1, attempts = past}: {agents?: number; attempts?: readonly Attempt[]} = {},
): WorkForecasts => {
	const dependencies = createDependencyBook()(new Map(tasks.map((task) => [task.key, task])));
	return workForecastsOf({
		plan: workPlanOf(
			dependencies,
			tasks.map((task) => rowOf(task, undefined, noon)),
		),
		now: noon,
		agents,
		lengths: lengthsOf(attempts),
		outcomes: outcomesOf(attempts),
	});
};

const all = (answer: WorkForecasts) => {
	expect(answer.type).toBe('ranges');
	return answer.type === 'ranges' ? answer.all! : null!;
};

const pending = (id: string, known: Partial<Task> = {}): Task =>
	taskOf({id, status: 'pending', ...known});

describe('when everything will be done', () => {
	test('moves on with the work, and does not jump from one time to the next', () => {
		const attempts = Array.from({length: 30}, (_, index) =>
			attemptOf({task: `p${index}`, durationMs: (1 + ((index * index * 7) % 97)) * minute}),
		);
		const tasks = [
			taskOf({
				id: '1',
				status: 'running',
				startedAt: {at: noon - 3 * minute, source: 'status'},
				activity: seenAgo(1000),
			}),
			...Array.from({length: 40}, (_, index) => pending(`${index + 2}`)),
		];
		const dependencies = createDependencyBook()(new Map(tasks.map((task) => [task.key, task])));
		const ends = Array.from({length: 15}, (_, index) => {
			const now = noon + index * minute;
			const rows = tasks.map((task) => rowOf(task, undefined, now));
			const {nineTenths} = all(
				workForecastsOf({
					plan: workPlanOf(dependencies, rows),
					now,
					agents: 3,
					lengths: lengthsOf(attempts),
					outcomes: outcomesOf(attempts),
				}),
			).left;
			return {low: now + nineTenths.low, high: now + nineTenths.high};
		});
		for (const [index, {low, high}] of ends.slice(1).entries()) {
			const before = ends[index]!;
			const most = (before.high - before.low) / 10;
			expect(Math.abs(low - before.low)).toBeLessThan(most);
			expect(Math.abs(high - before.high)).toBeLessThan(most);
		}
	});

	test('is said of every workspace by itself', () => {
		const answer = forecast([
			pending('1', {workspace: '/short'}),
			...['2', '3', '4'].map((id) => pending(id, {workspace: '/long'})),
		]);
		expect(answer.type === 'ranges' && [...answer.workspaces.keys()]).toEqual(['/short', '/long']);
		const middle = (workspace: string) =>
			answer.type === 'ranges' ? answer.workspaces.get(workspace)!.left.middle : Number.NaN;
		expect(middle('/short')).toBeLessThan(middle('/long'));
		expect(middle('/long')).toBeLessThanOrEqual(all(answer).left.middle);
	});

	test('is not said below eight lengths', () => {
		expect(forecast([pending('1')], {attempts: past.slice(0, 7)})).toEqual({
			type: 'too-little',
			count: 7,
			needed: 8,
		});
	});

	test('nothing open is nothing to forecast', () => {
		expect(forecast([taskOf({id: '1', status: 'completed'})])).toMatchObject({
			type: 'ranges',
			all: null,
		});
	});

	test('by hand: four tasks of ten minutes for one agent and for two', () => {
		const tasks = ['1', '2', '3', '4'].map((id) => pending(id));
		const alone = all(forecast(tasks));
		expect(alone).toMatchObject({tasks: 4, without: 0, silent: 0});
		expect(Math.abs(alone.left.middle / minute - 40)).toBeLessThan(2);
		const together = all(forecast(tasks, {agents: 2}));
		expect(Math.abs(together.left.middle / minute - 20)).toBeLessThan(2);
	});

	test('what has to wait for another cannot be done beside it', () => {
		const first = pending('1');
		const second = pending('2', {
			dependencies: [{raw: '1', id: '1', key: first.key, state: 'known'}],
		});
		expect(all(forecast([first, second], {agents: 2})).left.middle / minute).toBeGreaterThan(19);
	});

	test('every group has its own end', () => {
		const tasks = [pending('1'), pending('2', {group: 'b'}), pending('3', {group: 'b'})];
		const answer = forecast(tasks, {agents: 3});
		const groups = answer.type === 'ranges' ? answer.groups : null!;
		expect([...groups.keys()]).toEqual([groupKeyOf(tasks[0]!), groupKeyOf(tasks[1]!)]);
		expect(groups.get(groupKeyOf(tasks[1]!))).toMatchObject({tasks: 2});
	});

	test('what waits for a person is left out, and counted', () => {
		const tasks = [pending('1'), pending('2', {humanRequired: 'needs a key'})];
		expect(all(forecast(tasks))).toMatchObject({tasks: 1, without: 1});
	});

	test('failures cost further tries', () => {
		const failing = Array.from({length: 60}, (_, index) =>
			attemptOf({task: `f${index}`, outcome: 'failed'}),
		);
		const tasks = [pending('1'), pending('2')];
		expect(all(forecast(tasks, {attempts: [...past, ...failing]})).left.middle).toBeGreaterThan(
			1.4 * all(forecast(tasks)).left.middle,
		);
	});

	test('is wider while somebody is silent', () => {
		const running = {
			status: 'running',
			startedAt: {at: noon - 9.5 * minute, source: 'lock'},
		} as const;
		const awake = all(forecast([taskOf({id: '1', ...running})]));
		const silent = all(forecast([taskOf({id: '1', ...running, activity: stuckFor(hour)})]));
		expect(silent.silent).toBe(1);
		expect(silent.left.nineTenths.high).toBeGreaterThan(5 * awake.left.nineTenths.high);
	});

	test('is the same twice', () => {
		const tasks = ['1', '2', '3'].map((id) => pending(id));
		expect(forecast(tasks)).toEqual(forecast(tasks));
	});
});

describe('how many are at work at once', () => {
	const span = (from: number, until: number) =>
		attemptOf({task: 'a', startedAt: noon + from * minute, endedAt: noon + until * minute});

	test('by hand: pauses do not count', () => {
		expect(concurrencyOf([])).toEqual({agents: 1, attempts: 0});
		expect(concurrencyOf([span(0, 10), span(100, 110)])).toEqual({agents: 1, attempts: 2});
		// 30 minutes of work in 10; 40 in 20.
		expect(concurrencyOf([span(0, 10), span(0, 10), span(0, 10)]).agents).toBe(3);
		expect(concurrencyOf([span(0, 20), span(5, 15), span(10, 20)]).agents).toBe(2);
	});
});
