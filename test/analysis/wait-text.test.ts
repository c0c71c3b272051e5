import {describe, expect, test} from 'vitest';
import type {Row} from '../../source/analysis/rows.ts';
import {waitText} from '../../source/analysis/wait-text.ts';
import type {Dependency} from '../../source/model/task.ts';
import type {Status} from '../../source/model/status.ts';
import {rowAtNoon} from './tasks.ts';

const on = (id: string, state: Dependency['state'] = 'known'): Dependency => ({
	raw: id,
	id,
	key: state === 'known' ? id : null,
	state,
});

const waits = (
	status: Status,
	dependencies: readonly Dependency[],
	others: Readonly<Record<string, Status>> = {},
): string | null => {
	const rows = new Map<string, Row>(
		Object.entries(others).map(([id, other]) => [id, rowAtNoon({id, status: other})]),
	);
	return waitText(rowAtNoon({id: 'x', status, dependencies}), (key) => rows.get(key));
};

describe('what a task waits for', () => {
	test('is what is open of that on which it depends', () => {
		const others = {'1': 'completed', '2': 'running', '3': 'failed'} as const;
		expect(waits('pending', [on('1'), on('2'), on('3')], others)).toBe('waits for 2, 3');
	});

	test('is nothing when all is done, or stands elsewhere', () => {
		expect(
			waits('pending', [on('1'), on('9', 'external'), on('8', 'archived')], {'1': 'completed'}),
		).toBe(null);
	});

	test('names what is missing as missing', () => {
		expect(waits('pending', [on('7', 'missing')])).toBe('waits for 7 (missing)');
	});

	test('counts what there is no room for', () => {
		const others = {'1': 'pending', '2': 'pending', '3': 'pending', '4': 'pending'} as const;
		expect(
			waits(
				'pending',
				['1', '2', '3', '4'].map((id) => on(id)),
				others,
			),
		).toBe('waits for 1, 2, 3 and 1 more');
	});

	test.for(['running', 'completed', 'failed', 'cancelled'] as const)(
		'is not asked of a task that is %s',
		(status) => {
			expect(waits(status, [on('1')], {'1': 'pending'})).toBe(null);
		},
	);
});
