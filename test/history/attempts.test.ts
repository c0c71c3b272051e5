import {describe, expect, test} from 'vitest';
import {attemptsAfter} from '../../source/history/attempts.ts';
import {factsOf} from '../../source/history/recording.ts';
import {noon, taskOf} from '../analysis/tasks.ts';

const seen = {at: noon, isWitnessed: false, by: 'observed'} as const;
const start = {at: noon - 60_000, source: 'database'};

describe('a task that is first seen when it is done', () => {
	test('was tried, when its files tell an end or a length', () => {
		for (const known of [
			{completedAt: {at: noon - 1000, source: 'database'}},
			{durationMs: 59_000, durationSource: 'database'},
		]) {
			const facts = factsOf(taskOf({id: 'B-1', status: 'completed', startedAt: start, ...known}));
			expect(attemptsAfter(null, null, facts, seen)).toMatchObject([{outcome: 'completed'}]);
		}
	});

	test('was not, when only a start is told: a plan calls done what has failed', () => {
		const facts = factsOf(taskOf({id: 'B-1', status: 'completed', startedAt: start}));
		expect(attemptsAfter(null, null, facts, seen)).toEqual([]);
	});
});
