import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {normalBelow} from '../../../source/analysis/forecast/normal.ts';
import {createRandom, seedOf} from '../../../source/analysis/forecast/random.ts';
import {drawFrom, quantileOf, spreadOf} from '../../../source/analysis/forecast/spread.ts';

const arbitraryLengths = fc.array(fc.integer({min: 1000, max: 1e8}), {minLength: 8, maxLength: 40});

describe('the normal distribution', () => {
	test.each([
		// Tables of Abramowitz and Stegun, 26.1.
		[0, 0.5],
		[1, 0.8413447],
		[1.6448536, 0.95],
		[-1.959964, 0.025],
		[3, 0.9986501],
		[-8, 0],
	])('below %d lies %d', (value, share) => {
		expect(normalBelow(value)).toBeCloseTo(share, 6);
	});
});

describe('a spread of lengths', () => {
	test('has bells of the width of the rule of Silverman, on cube roots', () => {
		// Roots 10, 20, 30, 40: s = 12.91, IQR / 1.34 = 15 / 1.34 = 11.19; 1.3 x 0.9 x 11.19 x 4^-0.2.
		const {roots, bandwidth, from} = spreadOf([64_000, 1000, 27_000, 8000]);
		expect(roots.map(Math.round)).toEqual([10, 20, 30, 40]);
		expect(bandwidth).toBeCloseTo(1.3 * 0.9 * (15 / 1.34) * 4 ** -0.2, 9);
		expect(from).toBe(0);
	});

	test('is symmetric on that scale: its middle is theirs', () => {
		const lengths = [100, 110, 120, 130].map((root) => root ** 3);
		expect(Math.cbrt(quantileOf(spreadOf(lengths), 0.5))).toBeCloseTo(115, 3);
	});

	test('of equal lengths is narrow and yet not nothing', () => {
		const spread = spreadOf([60_000, 60_000, 60_000]);
		expect(quantileOf(spread, 0.05)).toBeLessThan(60_000);
		expect(quantileOf(spread, 0.95)).toBeGreaterThan(60_000);
		expect(quantileOf(spread, 0.95)).toBeLessThan(80_000);
	});

	test('quantiles rise, lie above what has passed, and are what is drawn', () => {
		fc.assert(
			fc.property(
				arbitraryLengths,
				fc.double({min: 0, max: 0.99, noNaN: true}),
				(values, share) => {
					const elapsed = share * Math.max(...values);
					const spread = spreadOf(
						values.filter((value) => value > elapsed),
						elapsed,
					);
					const quantiles = [0.01, 0.15, 0.5, 0.65, 0.91].map((at) => quantileOf(spread, at));
					expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
					expect(quantiles[0]).toBeGreaterThanOrEqual(elapsed * (1 - 1e-9));
					const random = createRandom(seedOf(values));
					for (let draw = 0; draw < 20; draw++) {
						const drawn = drawFrom(spread, random);
						expect(drawn).toBeGreaterThanOrEqual(elapsed * (1 - 1e-9));
						expect(drawn).toBeLessThan(Infinity);
					}
				},
			),
		);
	});

	test('draws lie below a quantile as often as it says', () => {
		const spread = spreadOf([1, 2, 3, 5, 8, 13, 21, 34].map((minutes) => minutes * 60_000));
		const random = createRandom(1);
		const draws = Array.from({length: 4000}, () => drawFrom(spread, random));
		for (const share of [0.1, 0.5, 0.9]) {
			const below = draws.filter((draw) => draw < quantileOf(spread, share)).length / 4000;
			// Three standard errors are 0.024; the border at zero moves a little.
			expect(Math.abs(below - share)).toBeLessThan(0.03);
		}
	});
});

describe('numbers by chance', () => {
	test('are the same for the same seed, and spread evenly', () => {
		const take = (seed: number) => {
			const random = createRandom(seed);
			return Array.from({length: 1000}, () => random());
		};
		expect(take(seedOf([1, 2, 3]))).toEqual(take(seedOf([1, 2, 3])));
		expect(take(seedOf([1, 2, 3]))).not.toEqual(take(seedOf([1, 3, 2])));
		const mean = take(7).reduce((sum, value) => sum + value, 0) / 1000;
		expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
		expect(take(7).every((value) => value >= 0 && value < 1)).toBe(true);
	});
});
