import {assert, constantFrom, date, integer, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readTime} from '../../source/model/time.ts';

const utc = Date.UTC;
const hour = 3_600_000;

test.for([
	['2025-01-16T10:30:00Z', utc(2025, 0, 16, 10, 30), 'utc'],
	['2025-01-16T10:30:00z', utc(2025, 0, 16, 10, 30), 'utc'],
	['2025-01-16 10:30:00 UTC', utc(2025, 0, 16, 10, 30), 'utc'],
	['2025-01-16T10:30Z', utc(2025, 0, 16, 10, 30), 'utc'],
	['2025-01-16T10:30:00.5Z', utc(2025, 0, 16, 10, 30, 0, 500), 'utc'],
	['2025-01-16T10:30:00,123456789Z', utc(2025, 0, 16, 10, 30, 0, 123), 'utc'],
	['2025-01-16T10:30:00+02:00', utc(2025, 0, 16, 8, 30), 'offset'],
	['2025-01-16T10:30:00-0730', utc(2025, 0, 16, 18), 'offset'],
	['2025-01-16T10:30:00+00:00', utc(2025, 0, 16, 10, 30), 'offset'],
	['2025-01-16T23:30:00-01:00', utc(2025, 0, 17, 0, 30), 'offset'],
	['2025-01-16T10:30:00', utc(2025, 0, 16, 10, 30), 'naive'],
	['2025-01-16 10:30', utc(2025, 0, 16, 10, 30), 'naive'],
	['2025-01-16', utc(2025, 0, 16), 'date'],
	['  2025-01-16T10:30:00Z\n', utc(2025, 0, 16, 10, 30), 'utc'],
	['2024-02-29T00:00:01Z', utc(2024, 1, 29, 0, 0, 1), 'utc'],
	['0099-01-01T00:00:00Z', Date.parse('0099-01-01T00:00:00Z'), 'utc'],
] as const)('%s', ([text, at, zone]) => {
	expect(readTime(text)).toMatchObject({at, zone});
});

test.for([
	'',
	'yesterday',
	'2025-02-29T10:00:00Z',
	'2025-13-01',
	'2025-00-10',
	'2025-01-00',
	'2025-01-32',
	'2025-04-31',
	'2025-01-16T24:00:00Z',
	'2025-01-16T10:60:00Z',
	'2025-01-16T10:30:60Z',
	'2025-01-16T10Z',
	'2025-1-6',
	'20250116T103000Z',
	'2025-01-16T10:30:00+2',
	'2025-01-16T10:30:00+99:99',
	'2025-01-16T10:30:00 CET',
	'2025-01-16T10:30:00Z and more',
	'12025-01-16',
	1_737_023_400,
	null,
	undefined,
	{},
])('%s is no time', (text) => {
	expect(readTime(text)).toBeNull();
});

test.for([
	['2025-01-16T00:00:00Z', true],
	['2025-01-16T00:00:00+05:00', true],
	['2025-01-16', true],
	['2025-01-16T00:00:01Z', false],
	['2025-01-16T12:00:00Z', false],
] as const)('%s is midnight: %s', ([text, isMidnight]) => {
	expect(readTime(text)?.isMidnight).toBe(isMidnight);
});

test('a time without zone is read as that of the zone given, one with a zone is not', () => {
	const east = 2 * hour;
	expect(readTime('2025-01-16T10:30:00', east)?.at).toBe(utc(2025, 0, 16, 8, 30));
	expect(readTime('2025-01-16', east)?.at).toBe(utc(2025, 0, 15, 22));
	expect(readTime('2025-01-16T10:30:00Z', east)?.at).toBe(utc(2025, 0, 16, 10, 30));
	expect(readTime('2025-01-16T10:30:00+01:00', east)?.at).toBe(utc(2025, 0, 16, 9, 30));
});

describe('whatever the time', () => {
	const dates = date({
		min: new Date('0000-01-01T00:00:00.000Z'),
		max: new Date('9999-12-31T23:59:59.999Z'),
		noInvalidDate: true,
	});

	test('what Date writes is read back', () => {
		assert(
			property(dates, (moment) => {
				expect(readTime(moment.toISOString())?.at).toBe(moment.getTime());
			}),
		);
	});

	test('an offset means what Date takes it for', () => {
		assert(
			property(
				dates,
				constantFrom('+', '-'),
				integer({min: 0, max: 23}),
				integer({min: 0, max: 59}),
				(moment, sign, hours, minutes) => {
					const two = (value: number) => String(value).padStart(2, '0');
					const text = moment.toISOString().replace('Z', `${sign}${two(hours)}:${two(minutes)}`);
					expect(readTime(text)?.at).toBe(Date.parse(text));
				},
			),
		);
	});
});

test('any text is a time or none, without a throw', () => {
	assert(
		property(string({unit: 'binary'}), (text) => {
			const time = readTime(text);
			expect(time === null || Number.isFinite(time.at)).toBe(true);
		}),
	);
});

test.for([
	['blanks', ' '.repeat(2_000_000)],
	['digits', '2'.repeat(2_000_000)],
	['a fraction', `2025-01-16T10:30:00.${'1'.repeat(2_000_000)}`],
	['blanks before the zone', `2025-01-16T10:30:00${' '.repeat(2_000_000)}x`],
] as const)('%s take linear time', ([, text]) => {
	const start = performance.now();
	expect(readTime(text)).toBeNull();
	expect(performance.now() - start).toBeLessThan(1000);
});
