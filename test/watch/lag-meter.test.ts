import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLagMeter} from '../../source/watch/lag-meter.ts';

describe('the lag of a watch', () => {
	test('is not known before something was measured', () => {
		const meter = createLagMeter();
		meter.drawn(10, true);
		expect([meter.appliedLag(), meter.drawnLag()]).toEqual([null, null]);
	});

	test('runs from the change on disk to its being applied, and to its being drawn', () => {
		const meter = createLagMeter();
		meter.applied([1000, 1010], 1030);
		expect(meter.appliedLag()).toEqual({p50Ms: 20, p95Ms: 30, samples: 2});
		expect(meter.drawnLag()).toBeNull();
		meter.drawn(1050, true);
		meter.drawn(5000, true);
		expect(meter.drawnLag()).toEqual({p50Ms: 40, p95Ms: 50, samples: 2});
	});

	test('does not count the time for which a person paused the screen', () => {
		const meter = createLagMeter();
		meter.applied([1000], 1001);
		meter.drawn(1002, false);
		meter.drawn(9000, true);
		expect(meter.drawnLag()).toBeNull();
	});

	test('is nothing, not less, where two clocks differ by a tick; farther apart they say nothing', () => {
		const meter = createLagMeter();
		meter.applied([1005, 2000], 1000);
		expect(meter.appliedLag()).toEqual({p50Ms: 0, p95Ms: 0, samples: 1});
	});

	test('is one that was measured, and of so many samples no more are kept', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(5000), {minLength: 1, maxLength: 1500}), (lags) => {
				const meter = createLagMeter();
				for (const lag of lags) {
					meter.applied([100_000 - lag], 100_000);
				}

				const latest = lags.slice(-512);
				const {p50Ms, p95Ms, samples} = meter.appliedLag()!;
				expect(samples).toBe(latest.length);
				for (const [value, share] of [
					[p50Ms, 0.5],
					[p95Ms, 0.95],
				] as const) {
					expect(latest).toContain(value);
					expect(latest.filter((lag) => lag <= value).length).toBeGreaterThanOrEqual(
						share * latest.length,
					);
					expect(latest.filter((lag) => lag < value).length).toBeLessThan(share * latest.length);
				}
			}),
			{numRuns: 50},
		);
	});
});
