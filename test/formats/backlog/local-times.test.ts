import {describe, expect, test} from 'vitest';
import {
	nearestOffset,
	offsetOf,
	readLocalTime,
} from '../../../source/formats/backlog/local-times.ts';

const hour = 3_600_000;

describe('the offset of a row', () => {
	test.each([
		['2025-08-11 03:29:08', '2025-08-10T22:29:08.000022', 5 * hour],
		['2025-08-10 20:29:08', '2025-08-10T22:29:08.000022', -2 * hour],
		['2025-08-10 16:44:09', '2025-08-10T22:29:08', -5.75 * hour],
		['2025-08-10 22:29:08', '2025-08-10T22:29:08', 0],
		// Not one statement, not a zone, not local, not there.
		['2025-08-10 22:36:08', '2025-08-10T22:29:08', null],
		['2025-08-12 22:29:08', '2025-08-10T22:29:08', null],
		['2025-08-10 22:29:08', '2025-08-10T22:29:08Z', null],
		['2025-08-10 22:29:08', null, null],
		[null, '2025-08-10T22:29:08', null],
		['soon', '2025-08-10T22:29:08', null],
	])('made %s, started %s: %s', (created, started, offset) => {
		expect(offsetOf(created, started)).toBe(offset);
	});
});

test('a local time is read with the offset; a time with a zone needs none', () => {
	expect(readLocalTime('2025-08-10T22:29:08.000022', 5 * hour)).toEqual({
		at: Date.parse('2025-08-11T03:29:08Z'),
		raw: '2025-08-10T22:29:08.000022',
		isAssumed: false,
		isMidnight: false,
	});
	expect(readLocalTime('2025-08-10T22:29:08+02:00', 5 * hour)?.at).toBe(
		Date.parse('2025-08-10T20:29:08Z'),
	);
	expect(readLocalTime('2025-01-28T00:00:00.000000', 0)?.isMidnight).toBe(true);
	expect(readLocalTime('yesterday', 0)).toBeNull();
	expect(readLocalTime(null, 0)).toBeNull();
});

test('without an offset the zone of this machine is taken, and that is said', () => {
	const time = readLocalTime('2025-08-10T22:29:08', null)!;
	expect(time.at).toBe(new Date(2025, 7, 10, 22, 29, 8).getTime());
	expect(time.isAssumed).toBe(true);
});

test('a row that tells no offset takes that of the nearest row: summer time ends between two', () => {
	const civil = (text: string): number => Date.parse(`${text}Z`);
	const nearest = nearestOffset([
		{civil: civil('2025-11-03T09:00:00'), offset: 6 * hour},
		{civil: civil('2025-11-01T09:00:00'), offset: 5 * hour},
	]);
	expect(nearest('2025-11-01T10:00:00')).toBe(5 * hour);
	expect(nearest('2025-11-01T00:00:00')).toBe(5 * hour);
	expect(nearest('2025-11-03T08:00:00')).toBe(6 * hour);
	expect(nearest('2025-12-24T08:00:00')).toBe(6 * hour);
	expect(nearest(null)).toBe(6 * hour);
	expect(nearestOffset([])('2025-11-03T08:00:00')).toBeNull();
});
