import {assert, integer, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatAge, untilAgeChanges} from '../../source/text/age.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('an age', () => {
	test.for([
		[-1, 'in the future'],
		[-5 * hour, 'in the future'],
		[0, 'just now'],
		[minute - 1, 'just now'],
		[minute, '1m ago'],
		[9 * minute + 59_999, '9m ago'],
		[59 * minute + 59_999, '59m ago'],
		[hour, '1h00m ago'],
		[3 * hour + 20 * minute, '3h20m ago'],
		[50 * hour, '2d02h ago'],
		[1000 * 24 * hour, '1000d ago'],
	] as const)('of %d ms', ([age, expected]) => {
		expect(formatAge(age)).toBe(expected);
	});

	test('reads the same until it is said to change', () => {
		assert(
			property(integer({min: -2 * hour, max: 100 * hour}), (age) => {
				const left = untilAgeChanges(age);
				expect(left).toBeGreaterThan(0);
				expect(left).toBeLessThanOrEqual(minute);
				expect(formatAge(age + left - 1)).toBe(formatAge(age));
			}),
		);
	});

	test('reads differently then, while it is young', () => {
		assert(
			property(integer({min: -minute + 1, max: hour - 1}), (age) => {
				expect(formatAge(age + untilAgeChanges(age))).not.toBe(formatAge(age));
			}),
		);
	});
});
