import {assert, double, integer, oneof, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	formatDuration,
	formatRoughly,
	untilDurationChanges,
	untilRoughlyChanges,
} from '../../source/text/duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths of every size, and those around the places where the wording changes. */
const lengths = oneof(
	integer({min: 0, max: 2 * minute}),
	integer({min: 0, max: 2 * hour}),
	integer({min: 0, max: 400 * day}),
	...[minute, 10 * minute, hour, day, 10 * day, 100 * day].map((edge) =>
		integer({min: edge - 3 * second, max: edge + 3 * second}),
	),
);

describe.for([
	['formatDuration', formatDuration, untilDurationChanges],
	['formatRoughly', formatRoughly, untilRoughlyChanges],
] as const)('%s', ([, format, untilChange]) => {
	test('changes at the very moment that is told, and not before', () => {
		assert(
			property(lengths, (length) => {
				const wait = untilChange(length);
				expect(wait).toBeGreaterThan(0);
				expect(format(length + wait)).not.toBe(format(length));
				expect(format(length + wait - 1)).toBe(format(length));
				expect(format(length + Math.floor(wait / 2))).toBe(format(length));
			}),
			{numRuns: 3000},
		);
	});

	test('fits six columns, whatever the length', () => {
		assert(
			property(double({min: -day, max: 9999 * day, noNaN: true}), (length) => {
				expect(format(length)).toMatch(/^\d{1,4}[smhd](?:\d\d[smh])?$/);
				expect(format(length).length).toBeLessThanOrEqual(6);
			}),
		);
	});

	test('of a clock that went back is nothing', () => {
		expect(format(-hour)).toBe('0s');
	});
});

test.for([
	[0, '0s', '0s'],
	[999, '0s', '0s'],
	[45 * second, '45s', '45s'],
	[59_999, '59s', '59s'],
	[minute, '1m00s', '1m'],
	[2 * minute + 14 * second, '2m14s', '2m'],
	[10 * minute - 1, '9m59s', '9m'],
	[10 * minute, '10m', '10m'],
	[47 * minute, '47m', '47m'],
	[hour, '1h00m', '1h'],
	[3 * hour + 5 * minute, '3h05m', '3h'],
	[day - 1, '23h59m', '23h'],
	[day, '1d00h', '1d'],
	[2 * day + 4 * hour, '2d04h', '2d'],
	[10 * day, '10d', '10d'],
	[128 * day, '128d', '128d'],
] as const)('%i ms: %s, roughly %s', ([length, exact, rough]) => {
	expect(formatDuration(length)).toBe(exact);
	expect(formatRoughly(length)).toBe(rough);
});
