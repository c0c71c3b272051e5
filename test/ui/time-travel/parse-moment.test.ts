import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseMoment} from '../../../source/ui/time-travel/parse-moment.ts';

/** A Wednesday, in whatever time zone the test runs. */
const now = new Date(2026, 2, 11, 15, 30).getTime();
const failedAt = new Date(2026, 2, 11, 14, 12, 7).getTime();
const parse = (text: string) =>
	parseMoment(text, {now, lastOf: (status) => (status === 'failed' ? failedAt : null)});
const local = (...parts: [number, number, number, number?, number?, number?, number?]): number =>
	new Date(...(parts as [number, number, number])).getTime();

describe('a moment in words', () => {
	test.each([
		['14:05', local(2026, 2, 11, 14, 5)],
		['9:00:30', local(2026, 2, 11, 9, 0, 30)],
		['14:05:06.789', local(2026, 2, 11, 14, 5, 6, 789)],
		// Of a time that is still to come, the one of yesterday.
		['18:00', local(2026, 2, 10, 18, 0)],
		['2h ago', now - 7_200_000],
		['1h30m ago', now - 5_400_000],
		['1 hour 5 minutes ago', now - 3_900_000],
		['-45s', now - 45_000],
		['3 days ago', now - 3 * 86_400_000],
		['yesterday', local(2026, 2, 10)],
		['Yesterday  9:00', local(2026, 2, 10, 9)],
		['today 9:00', local(2026, 2, 11, 9)],
		['monday 18:00', local(2026, 2, 9, 18)],
		['wed 16:00', local(2026, 2, 4, 16)],
		['2026-03-01', local(2026, 2, 1)],
		['2026-03-01 14:05', local(2026, 2, 1, 14, 5)],
		['2026-03-01T14:05:06', local(2026, 2, 1, 14, 5, 6)],
		['before it failed', failedAt - 1],
		['when it failed', failedAt],
		['now', now],
	])('%s', (text, at) => {
		expect(parse(text)).toEqual({at});
	});

	test.each([
		['', 'a time, such as'],
		['soon', 'not understood'],
		['25:00', 'not understood'],
		['2h', 'not understood'],
		['2 parsecs ago', 'not understood'],
		['2026-02-31', 'there is no such day'],
		['2030-01-01', 'still to come'],
		['today 18:00', 'still to come'],
		['before it was interrupted', 'was not seen to have been interrupted'],
		['before it constructor', 'not understood'],
		['2 constructor ago', 'not understood'],
	])('%j is none', (text, reason) => {
		expect(parse(text)).toEqual({reason: expect.stringContaining(reason)});
	});

	test.for(['constructor', '__proto__ 9:00', '1 constructor ago', 'before it constructor'])(
		'is not what every object has: %s',
		(text) => {
			expect(parse(text)).toMatchObject({reason: expect.stringContaining('not understood')});
		},
	);

	test('is never a throw, nor a moment to come', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary', maxLength: 5000})), (text) => {
				const parsed = parse(text);
				expect('at' in parsed ? parsed.at <= now : parsed.reason.length > 0).toBe(true);
			}),
		);
	});
});
