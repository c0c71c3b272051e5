import {assert, property} from 'fast-check';
import {expect, test} from 'vitest';
import {summarise} from '../../source/analysis/summary.ts';
import {statuses} from '../../source/model/status.ts';
import {anyRows, minute, rowAtNoon} from './tasks.ts';

const took = (minutes: number, index = 0) =>
	rowAtNoon({
		id: `${minutes}-${index}`,
		status: 'completed',
		durationMs: minutes * minute,
	});

test('counts nothing', () => {
	expect(summarise([])).toMatchObject({
		total: 0,
		attention: 0,
		successRate: null,
		medianDurationMs: null,
	});
});

test('counts each task once, in every status', () => {
	const rows = statuses.flatMap((status, index) =>
		Array.from({length: index + 1}, (_, position) =>
			rowAtNoon({id: `${status} ${position}`, status}),
		),
	);
	const {byStatus, total} = summarise(rows);
	expect(byStatus).toEqual(
		Object.fromEntries(statuses.map((status, index) => [status, index + 1])),
	);
	expect(total).toBe(rows.length);
	assert(
		property(anyRows, (rows) => {
			const summary = summarise(rows);
			expect(Object.values(summary.byStatus).reduce((sum, count) => sum + count, 0)).toBe(
				summary.total,
			);
			expect(summary.attention).toBe(rows.filter(({attention}) => attention.length > 0).length);
		}),
	);
});

test('knows no success rate before something has ended, and counts only completed and failed', () => {
	const rows = (['running', 'cancelled', 'skipped', 'partial', 'blocked'] as const).map((status) =>
		rowAtNoon({id: status, status}),
	);
	expect(summarise(rows).successRate).toBeNull();
	const ended = [
		...rows,
		rowAtNoon({id: 'failed', status: 'failed'}),
		...['1', '2', '3'].map((id) => rowAtNoon({id, status: 'completed'})),
	];
	expect(summarise(ended).successRate).toBe(0.75);
	expect(summarise([rowAtNoon({id: 'failed', status: 'failed'})]).successRate).toBe(0);
});

test('gives a median of five or more durations of completed tasks', () => {
	const four = [took(1), took(2), took(3), took(4)];
	expect(summarise(four).medianDurationMs).toBeNull();
	expect(summarise([...four, took(60)]).medianDurationMs).toBe(3 * minute);
	expect(summarise([took(60), ...four, took(5)]).medianDurationMs).toBe(3.5 * minute);
	const failed = rowAtNoon({id: 'failed', status: 'failed', durationMs: minute});
	expect(summarise([...four, failed]).medianDurationMs).toBeNull();
});
