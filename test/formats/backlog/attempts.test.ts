import {describe, expect, test} from 'vitest';
import {
	type HistoryEntry,
	percentile,
	readAttempts,
} from '../../../source/formats/backlog/attempts.ts';

const entry = (
	minute: number | null,
	status: string,
	message: string,
	changes: Partial<HistoryEntry> = {},
): HistoryEntry => ({
	status,
	message,
	at: minute === null ? null : minute * 60_000,
	executionTime: null,
	error: null,
	...changes,
});

const start = (minute: number) => entry(minute, 'running', 'Task execution started');
const step = (minute: number, what: string) =>
	entry(minute, 'running', `Progress: 26.0% - ${what}`);
const retry = (minute: number, n: number) => entry(minute, 'pending', `Retry attempt ${n}`);
const failed = (minute: number, seconds: number | null = null) =>
	entry(minute, 'failed', 'Task execution failed', {executionTime: seconds, error: 'bad'});
const completed = (minute: number, seconds: number | null = null) =>
	entry(minute, 'completed', 'Task execution completed', {executionTime: seconds});

describe('the tries in a history', () => {
	test('run from a start to an end', () => {
		const read = readAttempts([start(0), step(5, 'PRD parsed'), completed(10)]);
		expect(read.ended).toEqual([
			{outcome: 'completed', endedAt: 600_000, durationMs: 600_000, error: null},
		]);
		expect(read.pauses).toEqual([300_000, 300_000]);
		expect(read.lastAt).toBe(600_000);
	});

	test('silence before somebody put an end to it is neither work nor a pause in it', () => {
		const error = 'interrupted: silent since 2025-08-10T10:05:00';
		const markedFailed = entry(5000, 'failed', 'Task execution failed', {error});
		const requeued = entry(5000, 'pending', 'Requeued after interruption');
		for (const last of [markedFailed, requeued, retry(5000, 1)]) {
			const read = readAttempts([start(0), step(5, 'PRD parsed'), last]);
			expect(read.pauses).toEqual([300_000]);
			expect(read.ended.map(({durationMs}) => durationMs)).toEqual(
				last === markedFailed ? [null] : [],
			);
		}

		const again = readAttempts([start(0), requeued, start(6000), completed(6010)]);
		expect(again).toMatchObject({retries: 0, retriesUsed: 0, pauses: [600_000]});
	});

	test('take what the writer measured', () => {
		expect(readAttempts([start(0), completed(30, 12)]).ended[0]!.durationMs).toBe(12_000);
	});

	test('of retries without a start are shorter than the writer says', () => {
		// The writer measures from the one start: 10, then 25 minutes.
		const read = readAttempts([start(0), failed(10, 600), retry(15, 1), failed(25, 1500)]);
		expect(read.ended.map(({durationMs}) => durationMs)).toEqual([600_000, 600_000]);
	});

	test('count all retries, and since the last success those that are used', () => {
		const read = readAttempts([
			start(0),
			failed(1),
			retry(2, 1),
			start(3),
			completed(4),
			start(5),
			failed(6),
			retry(7, 1),
			start(8),
			failed(9),
			retry(10, 1),
		]);
		expect([read.retries, read.retriesUsed]).toEqual([3, 2]);
	});

	test('tell the stage of the present try only', () => {
		expect(readAttempts([start(0), step(1, 'PRD parsed')]).stage).toBe('PRD parsed');
		expect(readAttempts([start(0), step(1, 'PRD parsed'), failed(2)]).stage).toBe('PRD parsed');
		expect(readAttempts([start(0), step(1, 'x'), failed(2), start(3)]).stage).toBeNull();
		expect(readAttempts([start(0), entry(1, 'running', 'Progress: 26.0%')]).stage).toBeNull();
	});

	test('without times have no lengths', () => {
		const read = readAttempts([entry(null, 'running', 'Task execution started'), completed(5)]);
		expect(read.ended[0]!.durationMs).toBeNull();
		expect(readAttempts([]).lastAt).toBeNull();
	});
});

test('percentiles lie between the values', () => {
	expect(percentile([], 0.5)).toBeNull();
	expect(percentile([7], 0.95)).toBe(7);
	expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
	expect(percentile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8);
});
