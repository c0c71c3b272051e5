import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {parseFilter} from '../../source/analysis/filter.ts';
import type {ForecastRecord, SettledForecast} from '../../source/analysis/forecast/record.ts';
import {insightsOf} from '../../source/analysis/insights.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import {attemptOf, errorOf} from './attempts.ts';
import {hour, minute, noon, taskOf} from './tasks.ts';

const tasks = [
	taskOf({id: '1', status: 'running', startedAt: {at: noon - minute, source: 'lock'}}),
	taskOf({id: '2', status: 'running'}),
	taskOf({id: '3', status: 'pending'}),
];

/** An attempt every hour, of ten minutes; every third fails. */
const past: readonly Attempt[] = Array.from({length: 40}, (_, index) => {
	const endedAt = noon - (40 - index) * hour;
	const isFailed = index % 3 === 2;
	return attemptOf({
		task: `p${index}`,
		startedAt: endedAt - (10 + (index % 5)) * minute,
		endedAt,
		durationMs: (10 + (index % 5)) * minute,
		outcome: isFailed ? 'failed' : 'completed',
		error: isFailed ? errorOf('timed out after 30s') : null,
	});
});

const insights = ({
	attempts = past,
	filter = '',
	settled,
	window = {since: null, until: null},
}: {
	attempts?: readonly Attempt[];
	filter?: string;
	settled?: readonly SettledForecast[];
	window?: {since: number | null; until: number | null};
} = {}) => {
	const rows = tasks.map((task) => rowOf(task, undefined, noon));
	const dependencies = createDependencyBook()(new Map(tasks.map((task) => [task.key, task])));
	return insightsOf({
		attempts,
		rows,
		plan: workPlanOf(dependencies, rows),
		window,
		filter: parseFilter(filter),
		settled,
		now: noon,
		hourOf: (at) => new Date(at).getUTCHours(),
	});
};

describe('what figures alone do not tell', () => {
	test('what is to be expected of everything and of what runs', () => {
		const {work, running, concurrency} = insights().prospects;
		expect(work).toMatchObject({type: 'ranges', all: {tasks: 3}, agents: 2});
		expect(concurrency).toEqual({agents: 1, attempts: 40});
		expect(running.map(({row, time}) => [row.task.id, time?.type ?? null])).toEqual([
			['1', 'ranges'],
			// Nobody knows since when it runs.
			['2', null],
		]);
		expect(running[0]!.success).toMatchObject({type: 'probability', risk: 'medium'});
	});

	test('says what is missing instead of guessing', () => {
		const {work, record} = insights({attempts: past.slice(0, 6)}).prospects;
		expect(work).toEqual({type: 'too-little', count: 4, needed: 8});
		expect(record.score.ranges).toBeNull();
	});

	test('judges itself by what it said, and until then by what it would have said', () => {
		expect(insights().prospects.record).toMatchObject({of: 'tried', score: {ranges: {}}});
		const made: ForecastRecord = {
			at: 0,
			scope: 'task',
			about: 'a',
			ordinal: 1,
			left: {middle: 2, half: {low: 1, high: 3}, nineTenths: {low: 0, high: 4}},
			probability: null,
			basis: null,
		};
		const settled = [{...made, settledAt: 1, took: 5, isSuccess: true}];
		expect(insights({settled}).prospects.record).toMatchObject({
			of: 'kept',
			score: {ranges: {count: 1, heldNineTenths: 0}},
		});
	});

	test('does not mind the order of attempts', () => {
		expect(insights({attempts: past.toReversed()})).toEqual(insights());
	});

	test('a filter chooses errors and the tasks that are named, not what is learned from', () => {
		const {errors, prospects} = insights({filter: 'status:completed'});
		expect(errors.groups).toEqual([]);
		expect(prospects.running).toEqual([]);
		expect(prospects.work).toEqual(insights().prospects.work);
	});

	test('a window is about errors', () => {
		expect(insights().errors.groups[0]).toMatchObject({count: 13, trend: null});
		const day = insights({window: {since: noon - 12 * hour, until: null}}).errors;
		expect(day.groups[0]).toMatchObject({count: 4, trend: 'steady'});
	});
});
