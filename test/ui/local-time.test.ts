import {afterEach, describe, expect, test, vi} from 'vitest';
import {localClock, localTime} from '../../source/ui/local-time.ts';

afterEach(() => {
	vi.unstubAllEnvs();
});

const at = Date.UTC(2026, 2, 1, 23, 5, 7);
const hour = 3_600_000;

describe.for([
	['UTC', '23:05:07', '2026-03-01 23:05'],
	['Europe/Berlin', '00:05:07', '2026-03-02 00:05'],
	['America/Los_Angeles', '15:05:07', '2026-03-01 15:05'],
	['Asia/Kathmandu', '04:50:07', '2026-03-02 04:50'],
] as const)('in %s', ([zone, clock, time]) => {
	test('times are those of the machine', () => {
		vi.stubEnv('TZ', zone);
		expect(localClock(at, at)).toBe(clock);
		expect(localTime(at)).toBe(time);
	});
});

test('another day has a date and no clock', () => {
	vi.stubEnv('TZ', 'Europe/Berlin');
	expect(localClock(at, at + 23 * hour)).toBe('00:05:07');
	expect(localClock(at, at + 24 * hour)).toBe('2026-03-02');
	expect(localClock(at, at - hour)).toBe('2026-03-02');
});
