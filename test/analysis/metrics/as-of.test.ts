import {expect, test} from 'vitest';
import {attemptsAsOf, isPlaced} from '../../../source/analysis/metrics/as-of.ts';
import {hour, noon} from '../tasks.ts';
import {attemptOf} from './attempts.ts';

const one = attemptOf({
	startedAt: noon,
	endedAt: noon + hour,
	durationMs: hour,
	outcome: 'failed',
	error: {message: 'disk full', category: null, severity: null},
	stages: [{name: 'review', durationMs: hour}],
});

test('an attempt is not there before it began, runs, and has ended', () => {
	expect(attemptsAsOf([one], noon - 1)).toEqual([]);
	expect(attemptsAsOf([one], noon)).toEqual([
		{...one, outcome: 'running', endedAt: null, durationMs: null, error: null, stages: []},
	]);
	expect(attemptsAsOf([one], noon + hour)).toEqual([one]);
});

test('its length tells its end as well', () => {
	const untold = {...one, endedAt: null};
	expect(attemptsAsOf([untold], noon + hour - 1)[0]?.outcome).toBe('running');
	expect(attemptsAsOf([untold], noon + hour)).toEqual([untold]);
});

test('without a beginning it is there from its end on', () => {
	const untold = {...one, startedAt: null};
	expect(attemptsAsOf([untold], noon + hour - 1)).toEqual([]);
	expect(attemptsAsOf([untold], noon + hour)).toEqual([untold]);
});

test.each([
	[true, one],
	[true, {...one, endedAt: null}],
	[true, {...one, startedAt: null}],
	[false, {...one, startedAt: null, endedAt: null}],
	[false, {...one, endedAt: null, durationMs: null}],
	[true, {...one, endedAt: null, durationMs: null, outcome: 'running' as const}],
	[false, {...one, startedAt: null, endedAt: null, durationMs: null, outcome: 'running' as const}],
])('is placed in time: %s', (expected, attempt) => {
	expect(isPlaced(attempt)).toBe(expected);
});
