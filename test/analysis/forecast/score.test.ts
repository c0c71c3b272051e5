import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {backtest} from '../../../source/analysis/forecast/backtest.ts';
import {cutsAfter} from '../../../source/analysis/forecast/calibration.ts';
import {rangesOf, usualCuts} from '../../../source/analysis/forecast/range.ts';
import type {SettledForecast} from '../../../source/analysis/forecast/record.ts';
import {pinballOf, scoreOf, scoreSentence} from '../../../source/analysis/forecast/score.ts';
import {arbitraryAttempts, attemptOf} from '../attempts.ts';
import {hour, minute, noon} from '../tasks.ts';

const ranges = {
	middle: 10,
	half: {low: 5, high: 20},
	nineTenths: {low: 1, high: 40},
};

const settled = (known: Partial<SettledForecast>): SettledForecast => ({
	at: 0,
	scope: 'task',
	about: 'a',
	ordinal: 1,
	left: ranges,
	probability: null,
	basis: null,
	settledAt: 0,
	took: null,
	isSuccess: null,
	...known,
});

describe('how forecasts fared', () => {
	test('by hand', () => {
		const score = scoreOf([
			settled({took: 10, probability: 0.8, isSuccess: true}),
			settled({took: 30}),
			settled({took: 50}),
			settled({took: null, probability: 0.6, isSuccess: false}),
			settled({left: null, took: 10}),
		]);
		expect(score.ranges).toMatchObject({count: 3, heldHalf: 1, heldNineTenths: 2, meanWidth: 39});
		// (0.2² + 0.6²) / 2; whoever always says one half: 0.25.
		expect(score.probabilities!.count).toBe(2);
		expect(score.probabilities!.brier).toBeCloseTo(0.2, 12);
		expect(score.probabilities!.reference).toBeCloseTo(0.25, 12);
		expect(scoreSentence(score.ranges!)).toBe('90 % ranges held 67 % of 3 times');
	});

	test('without any truth there is no score', () => {
		expect(scoreOf([settled({})])).toEqual({ranges: null, probabilities: null});
	});

	test('the pinball loss by hand', () => {
		// 0.01 x 9 + 0.15 x 5 + 0 + 0.35 x 10 + 0.09 x 30, over five.
		expect(pinballOf(ranges, 10)).toBeCloseTo((0.09 + 0.75 + 0 + 3.5 + 2.7) / 5, 12);
	});
});

describe('what ranges leave out', () => {
	test('is left as it is without truths', () => {
		expect(cutsAfter([])).toEqual(usualCuts);
		expect(cutsAfter([settled({took: null})])).toEqual(usualCuts);
	});

	test('by hand: one truth beyond the upper end', () => {
		const {half, nineTenths} = cutsAfter([settled({took: 50})]);
		expect(nineTenths.high).toBeCloseTo(0.09 + 0.01 * (0.09 - 1), 12);
		expect(nineTenths.low).toBeCloseTo(0.01 + 0.01 * 0.01, 12);
		expect(half.high).toBeCloseTo(0.35 + 0.01 * (0.35 - 1), 12);
	});

	test('ranges stay in order, whatever came', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 0, max: 60}), {maxLength: 200}), (truths) => {
				const cuts = cutsAfter(truths.map((took) => settled({took})));
				const {middle, half, nineTenths} = rangesOf((share) => share, cuts);
				const ends = [nineTenths.low, half.low, middle, half.high, nineTenths.high];
				expect(ends).toEqual(ends.toSorted((a, b) => a - b));
			}),
		);
	});
});

describe('forecasts about the past', () => {
	const past = Array.from({length: 30}, (_, index) => {
		const startedAt = noon + index * hour;
		const durationMs = (5 + (index % 7)) * minute;
		return attemptOf({task: `t${index}`, startedAt, endedAt: startedAt + durationMs, durationMs});
	});

	test('know nothing of what came later', () => {
		const all = backtest(past);
		expect(all).toHaveLength(30);
		expect(all.slice(0, 8).every(({left}) => left === null)).toBe(true);
		expect(all[8]).toMatchObject({
			left: {},
			basis: '8 runs of tasks-meta',
			took: past[8]!.durationMs,
			isSuccess: true,
		});
		expect(backtest(past.slice(0, 20))).toEqual(all.slice(0, 20));
	});

	test('hold what is regular about as often as they say', () => {
		const {ranges: score} = scoreOf(backtest(past));
		expect(score!.count).toBe(22);
		expect(score!.heldNineTenths).toBeGreaterThanOrEqual(18);
		expect(score!.heldHalf).toBeGreaterThanOrEqual(7);
		expect(score!.heldHalf).toBeLessThanOrEqual(16);
	});

	test('about a run under way ask only what still ran, for the rest of its time', () => {
		const later = backtest(past, {elapsed: 8 * minute});
		expect(later.map(({took}) => took!)).toEqual(
			past.map(({durationMs}) => durationMs! - 8 * minute).filter((rest) => rest > 0),
		);
	});

	test('are made of any attempts', () => {
		fc.assert(
			fc.property(arbitraryAttempts, (attempts) => {
				for (const {took, left, settledAt, at} of backtest(attempts)) {
					expect(settledAt).toBeGreaterThanOrEqual(at);
					expect(took === null || took >= 0).toBe(true);
					expect(left === null || left.middle >= 0).toBe(true);
				}
			}),
		);
	});
});
