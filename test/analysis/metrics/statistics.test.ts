import {execFileSync} from 'node:child_process';
import {assert, array, double, integer, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {distributionOf, medianOf, quantile} from '../../../source/analysis/metrics/distribution.ts';
import {histogramOf} from '../../../source/analysis/metrics/histogram.ts';
import {rankCorrelation} from '../../../source/analysis/metrics/rank-correlation.ts';
import {rateOf} from '../../../source/analysis/metrics/rates.ts';
import {robustScore, spreadOf} from '../../../source/analysis/metrics/robust-score.ts';

const python = (program: string): string | null => {
	try {
		return execFileSync('python3', ['-c', program], {encoding: 'utf8', stdio: 'pipe'}).trim();
	} catch {
		return null;
	}
};

const hasPython = python('import statistics; statistics.correlation([1, 2], [2, 1])') !== null;

describe('quantiles', () => {
	test('are those of type 7', () => {
		// R: quantile(1:10, c(.25, .5, .95)) gives 3.25, 5.5, 9.55.
		const values = Float64Array.of(7, 2, 10, 4, 5, 1, 3, 8, 9, 6);
		expect(quantile(values, 0.25)).toBe(3.25);
		expect(quantile(values, 0.5)).toBe(5.5);
		expect(quantile(values, 0.95)).toBeCloseTo(9.55, 12);
		expect(quantile(Float64Array.of(7), 0.95)).toBe(7);
	});

	test('do not mind the order of the values, and sort numbers as numbers', () => {
		expect(distributionOf([100, 9, 20])).toEqual({
			count: 3,
			mean: 43,
			median: 20,
			p95: 92,
			minimum: 9,
			maximum: 100,
			total: 129,
		});
		expect(medianOf([4, 1, 3, 2])).toBe(2.5);
	});

	test('of nothing are nothing', () => {
		expect(distributionOf([])).toBeNull();
		expect(medianOf([])).toBeNull();
	});

	test.skipIf(!hasPython)('are those of Python (skipped without python3)', () => {
		const values = [812, 3, 44, 44, 9, 1200, 77.5, 31, 2, 650, 18, 5000, 44, 90];
		const [mean, median, p95] = JSON.parse(
			python(
				`import json, statistics as s; v = ${JSON.stringify(values)}; print(json.dumps([s.mean(v), s.median(v), s.quantiles(v, n=20, method='inclusive')[-1]]))`,
			)!,
		) as [number, number, number];
		const found = distributionOf(values)!;
		expect(found.mean).toBeCloseTo(mean, 9);
		expect(found.median).toBeCloseTo(median, 9);
		expect(found.p95).toBeCloseTo(p95, 9);
	});

	test('are found without sorting where sorting would find them', () => {
		assert(
			property(
				array(integer({min: -9, max: 9}), {minLength: 1, maxLength: 60}),
				double({min: 0, max: 1, noNaN: true}),
				(values, share) => {
					const sorted = [...values].sort((a, b) => a - b);
					const position = (sorted.length - 1) * share;
					const low = sorted[Math.floor(position)]!;
					const high = sorted[Math.ceil(position)]!;
					expect(quantile(new Float64Array(values), share)).toBeCloseTo(
						low + (high - low) * (position - Math.floor(position)),
						9,
					);
				},
			),
		);
	});

	test('lie between the least and the greatest, and the median below the 95th', () => {
		assert(
			property(array(double({min: 0, max: 1e12, noNaN: true}), {minLength: 1}), (values) => {
				const {minimum, median, p95, maximum} = distributionOf(values)!;
				expect(minimum).toBeLessThanOrEqual(median);
				expect(median).toBeLessThanOrEqual(p95);
				expect(p95).toBeLessThanOrEqual(maximum);
			}),
		);
	});
});

describe('a rate', () => {
	test('has the interval of Wilson', () => {
		// Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
		const published: readonly (readonly [number, number, number, number])[] = [
			[81, 263, 0.2553, 0.3662],
			[15, 148, 0.0624, 0.1605],
			[0, 20, 0, 0.1611],
			[1, 29, 0.0061, 0.1718],
		];
		for (const [successes, count, low, high] of published) {
			const rate = rateOf(successes, count)!;
			expect(rate.low).toBeCloseTo(low, 4);
			expect(rate.high).toBeCloseTo(high, 4);
		}
	});

	test('of nothing is nothing, not 0', () => {
		expect(rateOf(0, 0)).toBeNull();
	});
});

describe('a rank correlation', () => {
	test('is the published one', () => {
		// Intelligence and hours of television, the usual example: rho = -29/165.
		const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
		const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
		const found = rankCorrelation(iq, hours);
		expect(found).toMatchObject({count: 10, isBeyondChance: false});
		expect('rho' in found && found.rho).toBeCloseTo(-29 / 165, 12);
	});

	test.skipIf(!hasPython)('with ties is that of Python (skipped without python3)', () => {
		const a = [1, 1, 1, 2, 2, 3, 5, 5, 8, 8, 8, 13];
		const b = [4, 2, 2, 9, 9, 1, 9, 7, 7, 12, 12, 12];
		const expected = Number(
			python(
				`import statistics as s; rank = lambda v: [sum(y < x for y in v) + (v.count(x) + 1) / 2 for x in v]; print(s.correlation(rank(${JSON.stringify(a)}), rank(${JSON.stringify(b)})))`,
			),
		);
		const found = rankCorrelation(a, b);
		expect('rho' in found && found.rho).toBeCloseTo(expected, 12);
	});

	test('is silent about few and about equal values', () => {
		const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
		expect(rankCorrelation(nine, nine)).toEqual({reason: 'few', count: 9});
		const same = Array.from({length: 10}, () => 4);
		expect(rankCorrelation([...nine, 10], same)).toEqual({reason: 'constant', count: 10});
	});

	test('does not change when values are stretched, and turns round with one side', () => {
		assert(
			property(
				array(integer({min: -30, max: 30}), {minLength: 12, maxLength: 30}),
				integer({min: 1, max: 50}),
				(values, factor) => {
					const other = values.map((value, index) => (value * 7 + index * 3) % 11);
					const plain = rankCorrelation(values, other);
					expect(
						rankCorrelation(
							values.map((value) => value ** 3 * factor),
							other,
						),
					).toEqual(plain);
					const turned = rankCorrelation(
						values.map((value) => -value),
						other,
					);
					const rhos = [plain, turned].map((one) => ('rho' in one ? one.rho : 0));
					expect(rhos[0]! + rhos[1]!).toBeCloseTo(0, 10);
				},
			),
		);
	});
});

describe('a robust score', () => {
	test('is 0.6745 times the distance over the median absolute deviation', () => {
		// Median 3.125, deviations' median 0.035: by hand.
		const values = [3.01, 3.09, 3.12, 3.13, 3.16, 12.5];
		const spread = spreadOf(values)!;
		expect(spread.median).toBeCloseTo(3.125, 12);
		expect(robustScore(12.5, spread)).toBeCloseTo((0.6745 * 9.375) / 0.035, 6);
		expect(Math.abs(robustScore(3.16, spread))).toBeLessThan(3.5);
	});

	test('falls back to the mean deviation when most values are equal', () => {
		const values = [0, 0, 0, 0, 0, 0, 0, 0, 0, 5];
		expect(robustScore(5, spreadOf(values)!)).toBeCloseTo(5 / (1.253314 * 0.5), 6);
		expect(robustScore(0, spreadOf([2, 2, 2])!)).toBe(0);
		expect(spreadOf([])).toBeNull();
	});
});

describe('a histogram', () => {
	test('has bins that begin at their bound, without empty ends', () => {
		expect(histogramOf([59_999, 60_000, 299_999, 300_000])).toEqual([
			{from: 30_000, until: 60_000, count: 1},
			{from: 60_000, until: 120_000, count: 1},
			{from: 120_000, until: 300_000, count: 1},
			{from: 300_000, until: 600_000, count: 1},
		]);
		expect(histogramOf([])).toEqual([]);
	});

	test('counts everything once', () => {
		assert(
			property(array(integer({min: -5, max: 1_000_000_000})), (durations) => {
				const total = histogramOf(durations).reduce((sum, {count}) => sum + count, 0);
				expect(total).toBe(durations.length);
			}),
		);
	});
});
