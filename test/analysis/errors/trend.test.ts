import {describe, expect, test} from 'vitest';
import {binomialAtMost, trendOf} from '../../../source/analysis/errors/trend.ts';

describe('the trend of an error', () => {
	test('the distribution it rests on: by hand, and against a table', () => {
		// (1 + 4 + 6) / 16.
		expect(binomialAtMost(2, 4, 0.5)).toBeCloseTo(11 / 16, 12);
		expect(binomialAtMost(0, 10, 0.3)).toBeCloseTo(0.7 ** 10, 12);
		expect(binomialAtMost(3, 10, 0.3)).toBeCloseTo(0.6496, 4);
		expect(binomialAtMost(-1, 10, 0.3)).toBe(0);
		expect(binomialAtMost(10, 10, 0.3)).toBeCloseTo(1, 12);
		expect(binomialAtMost(5000, 10_000, 0.5)).toBeCloseTo(0.504, 3);
	});

	test('tells a rise and a fall from accident', () => {
		const chances = {chancesNow: 100, chancesBefore: 100};
		expect(trendOf({now: 9, before: 1, ...chances})).toBe('rising');
		expect(trendOf({now: 1, before: 9, ...chances})).toBe('falling');
		expect(trendOf({now: 6, before: 4, ...chances})).toBe('steady');
		// 5 of 5: 2 x 0.5^5 = 0.06.
		expect(trendOf({now: 5, before: 0, ...chances})).toBe('rising');
	});

	test('counts attempts, not errors: twice the work makes twice the errors', () => {
		expect(trendOf({now: 20, before: 10, chancesNow: 200, chancesBefore: 100})).toBe('steady');
		expect(trendOf({now: 20, before: 10, chancesNow: 100, chancesBefore: 100})).toBe('rising');
	});

	test('says nothing where there is nothing to compare', () => {
		expect(trendOf({now: 9, before: 0, chancesNow: 10, chancesBefore: 0})).toBeNull();
		expect(trendOf({now: 3, before: 1, chancesNow: 10, chancesBefore: 10})).toBeNull();
	});
});
