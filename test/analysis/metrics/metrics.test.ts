import {assert, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {metricsOf, type MetricsInput} from '../../../source/analysis/metrics/metrics.ts';
import {populationText, wholeTime} from '../../../source/analysis/metrics/population.ts';
import {parseFilter} from '../../../source/analysis/filter.ts';
import {anyRows, hour, minute, noon, rowAtNoon} from '../tasks.ts';
import {anyAttempts, attemptOf} from './attempts.ts';

const of = (known: Partial<MetricsInput>) =>
	metricsOf({
		attempts: [],
		rows: [],
		window: wholeTime,
		filter: parseFilter(''),
		thresholds: {slowSeconds: 300, oftenRetried: 3},
		offsetMs: 0,
		...known,
	});

const date = (at: number): string => new Date(at).toISOString().slice(0, 10);

describe('the population', () => {
	test('is named with what is left out', () => {
		const attempts = [
			attemptOf({endedAt: noon - 72 * hour, startedAt: noon - 73 * hour}),
			attemptOf({outcome: 'failed', durationMs: null}),
			attemptOf({task: 'other', format: 'kiro', outcome: 'running', endedAt: null}),
		];
		expect(populationText(of({attempts}).population, date)).toBe(
			'3 attempts of 2 tasks, 2026-02-26 to 2026-03-01, kiro, tasks-meta; 1 still running; 1 without a credible duration left out of durations',
		);
	});

	test('of a window leaves out what is before, after, or of unknown time', () => {
		const attempts = [
			attemptOf({endedAt: noon - 2 * hour}),
			attemptOf({endedAt: noon - hour}),
			attemptOf({endedAt: null, startedAt: null}),
		];
		const {population} = of({attempts, window: {since: noon - 90 * minute, until: noon}});
		expect(population).toMatchObject({attempts: 1, withoutTime: 1});
	});

	test('of a filter is that of matching tasks, those that are gone included', () => {
		const attempts = [
			attemptOf({task: 'tasks-meta:/code/T001'}),
			attemptOf({task: 'tasks-meta:/code/T002', id: 'T002', title: 'Other'}),
			attemptOf({task: 'gone', id: 'T001', agent: 'kiro'}),
		];
		const rows = [
			rowAtNoon({id: 'T001', agent: 'jules', status: 'completed'}),
			rowAtNoon({id: 'T002', agent: 'kiro', status: 'completed'}),
		];
		const {population, tasks} = of({attempts, rows, filter: parseFilter('id:T001')});
		expect(population).toMatchObject({attempts: 2, tasks: 2, filter: 'id:T001'});
		expect(tasks).toMatchObject({successes: 2, count: 2});
	});
});

describe('success', () => {
	test('is told of tasks and of attempts apart, without what still runs', () => {
		const attempts = [
			attemptOf({outcome: 'failed', endedAt: noon - hour}),
			attemptOf({outcome: 'failed', endedAt: noon - 30 * minute}),
			attemptOf(),
			attemptOf({task: 'b', outcome: 'interrupted'}),
			attemptOf({task: 'c', outcome: 'running', endedAt: null}),
		];
		const found = of({attempts});
		expect(found.attempts).toMatchObject({successes: 1, count: 3});
		expect(found.tasks).toMatchObject({successes: 1, count: 1});
		expect(found.interrupted).toBe(1);
	});
});

describe('retries', () => {
	test('are judged by what came after', () => {
		const attempts = [
			attemptOf({outcome: 'failed', endedAt: noon - 5 * hour}),
			attemptOf({outcome: 'failed', endedAt: noon - 4 * hour, ordinal: 2}),
			attemptOf({endedAt: noon - 3 * hour, ordinal: 3}),
			// A run after a success is no retry.
			attemptOf({endedAt: noon - 2 * hour, ordinal: 4}),
			attemptOf({task: 'b', outcome: 'failed'}),
		];
		const {retries} = of({attempts});
		expect(retries).toMatchObject({total: 2, tasks: 1});
		expect(retries.recovered).toMatchObject({successes: 2, count: 3});
		expect(
			retries.tries.map(({number, success}) => [number, success.successes, success.count]),
		).toEqual([
			[1, 1, 3],
			[2, 0, 1],
			[3, 1, 1],
		]);
	});

	test('are those that a task counts itself, where it does', () => {
		const rows = [rowAtNoon({id: 'T001', status: 'completed', retries: 5})];
		const {retries, oftenRetried} = of({attempts: [attemptOf()], rows});
		expect(retries.total).toBe(5);
		expect(oftenRetried).toEqual([
			{task: 'tasks-meta:/code/T001', id: 'T001', title: 'Task T001', value: 5, attempts: 1},
		]);
	});
});

describe('durations', () => {
	test('of completed and failed attempts are apart, by agent too', () => {
		const attempts = [
			attemptOf({durationMs: 1000}),
			attemptOf({durationMs: 3000, agent: null}),
			attemptOf({durationMs: 90_000, outcome: 'failed'}),
			attemptOf({durationMs: 500_000, outcome: 'interrupted'}),
		];
		const {durations, groups} = of({attempts});
		expect(durations.completed).toMatchObject({count: 2, mean: 2000, maximum: 3000});
		expect(durations.failed).toMatchObject({count: 1, mean: 90_000});
		expect(groups.agent.map(({name, attempts: count}) => [name, count])).toEqual([
			['jules', 3],
			[null, 1],
		]);
	});

	test('make a task slow by their mean', () => {
		const attempts = [
			attemptOf({durationMs: 100_000}),
			attemptOf({durationMs: 600_000}),
			attemptOf({task: 'b', durationMs: 300_000}),
		];
		expect(of({attempts}).slow).toMatchObject([{task: attempts[0]!.task, value: 350_000}]);
	});
});

describe('stages', () => {
	test('are ranked by the time they take in all, with the failures that ended in them', () => {
		const attempts = [
			attemptOf({
				stages: [
					{name: 'plan', durationMs: 1000},
					{name: 'code', durationMs: 9000},
				],
			}),
			attemptOf({
				outcome: 'failed',
				stages: [
					{name: 'plan', durationMs: 2000},
					{name: 'code', durationMs: null},
				],
			}),
		];
		expect(of({attempts}).stages).toMatchObject([
			{name: 'code', attempts: 2, share: 0.75, failures: {successes: 1, count: 2}},
			{name: 'plan', attempts: 2, share: 0.25, failures: {successes: 0, count: 2}},
		]);
	});
});

describe('throughput', () => {
	test('has a bucket for every hour, also for those in which nothing ended', () => {
		const attempts = [
			attemptOf({endedAt: noon - 3 * hour}),
			attemptOf({endedAt: noon - 3 * hour + minute, outcome: 'failed'}),
			attemptOf(),
		];
		const found = of({attempts}).throughput!;
		expect(found.unit).toBe('hour');
		expect(found.buckets.map(({completed, failed}) => [completed, failed])).toEqual([
			[1, 1],
			[0, 0],
			[0, 0],
			[1, 0],
		]);
		expect(found.perDay).toBeCloseTo(2 / (3 / 24), 9);
		expect([found.earlier, found.later]).toEqual([
			{completed: 1, failed: 1},
			{completed: 1, failed: 0},
		]);
	});

	test('begins days where people do', () => {
		const attempts = [attemptOf({endedAt: noon - 10 * 24 * hour}), attemptOf()];
		const {buckets} = of({attempts, offsetMs: 2 * hour}).throughput!;
		expect(new Date(buckets.at(-1)!.at).toISOString()).toBe('2026-02-28T22:00:00.000Z');
	});

	test('of many years stays small', () => {
		const attempts = [attemptOf({endedAt: 0}), attemptOf()];
		expect(of({attempts}).throughput!.buckets.length).toBeLessThanOrEqual(520);
	});
});

describe('correlations', () => {
	const many = (count: number, known: (index: number) => Parameters<typeof attemptOf>[0]) =>
		Array.from({length: count}, (_, index) => attemptOf({task: `t${index}`, ...known(index)}));

	test('are told with their number of tasks, or why there are none', () => {
		const attempts = many(12, (index) => ({points: index, durationMs: 1000 * (index + 1)}));
		const [priority, points, dependencies] = of({attempts}).correlations;
		expect(points).toMatchObject({
			count: 12,
			correlation: {rho: 1, isBeyondChance: true},
			says: 'more points take longer',
		});
		expect(priority).toMatchObject({
			count: 0,
			correlation: null,
			says: '0 of the 10 tasks it takes',
		});
		expect(dependencies).toMatchObject({
			correlation: null,
			says: 'the same for all tasks',
		});
	});

	test('count a task once, however often it was tried', () => {
		const attempts = many(40, (index) => ({task: 'one', points: index % 5}));
		expect(of({attempts}).correlations[1]).toMatchObject({count: 1, correlation: null});
	});

	test('call it success when what is urgent succeeds', () => {
		const attempts = many(20, (index) => ({
			priority: index < 10 ? 0 : 3,
			outcome: index < 10 ? 'completed' : 'failed',
		}));
		expect(of({attempts}).correlations[0]).toMatchObject({
			correlation: {rho: 1},
			says: 'what is urgent succeeds more often',
		});
	});
});

describe('anomalies', () => {
	test('are what is far from its like, with what is usual', () => {
		const attempts = Array.from({length: 20}, (_, index) =>
			attemptOf({
				task: `t${index}`,
				id: `t${index}`,
				durationMs: index === 7 ? 7_200_000 : 55_000 + index * 500,
				endedAt: noon + index * hour + (index > 15 ? 900 * hour : 0) + index * minute * (index % 5),
			}),
		);
		const found = of({attempts}).anomalies;
		expect(found.map(({kind, id, reason}) => [kind, id, reason])).toEqual([
			['duration', 't7', 'took 2h00m, usually 1m00s'],
			['gap', 't16', 'nothing ended for 37d before it, usually 1h'],
		]);
	});

	test('are not looked for among few', () => {
		const attempts = [1, 1, 1, 1, 900].map((minutes) => attemptOf({durationMs: minutes * minute}));
		expect(of({attempts}).anomalies).toEqual([]);
	});

	test('of retries are more than one', () => {
		const rows = Array.from({length: 20}, (_, index) =>
			rowAtNoon({
				id: `T${index}`,
				status: 'completed',
				retries: index === 3 ? 9 : index === 4 ? 1 : 0,
			}),
		);
		const attempts = rows.map(({task}, index) =>
			attemptOf({task: task.key, id: task.id, endedAt: noon + index * hour}),
		);
		expect(of({attempts, rows}).anomalies).toMatchObject([
			{kind: 'retries', id: 'T3', reason: '9 retries, usually 0'},
		]);
	});
});

test('any attempts and rows give finite figures that add up', () => {
	assert(
		property(anyAttempts, anyRows, (attempts, rows) => {
			const found = of({attempts, rows});
			expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/);
			const groups = found.groups.format.reduce((sum, group) => sum + group.attempts, 0);
			expect(groups).toBe(attempts.length);
			const {buckets = []} = found.throughput ?? {};
			const completed = attempts.filter(
				({outcome, endedAt}) => outcome === 'completed' && endedAt !== null,
			);
			expect(buckets.reduce((sum, bucket) => sum + bucket.completed, 0)).toBe(completed.length);
		}),
	);
});

test('nothing gives nothing, and no error', () => {
	const found = of({});
	expect(found).toMatchObject({tasks: null, attempts: null, throughput: null, slow: []});
	expect(populationText(found.population, date)).toBe('0 attempts of 0 tasks, times unknown');
});
