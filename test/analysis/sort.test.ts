import {array, assert, context, nat, property, boolean as either} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Row} from '../../source/analysis/rows.ts';
import {sortById, sortRows, sorts} from '../../source/analysis/sort.ts';
import {anyRows, hour, minute, noon, rowAtNoon, taskOf} from './tasks.ts';

const keysOf = (rows: readonly Row[]): string[] => rows.map(({task}) => task.key);

const shuffled = (rows: readonly Row[], seeds: readonly number[]): Row[] =>
	rows
		.map((row, index) => ({row, seed: seeds[index] ?? 0}))
		.toSorted((a, b) => a.seed - b.seed)
		.map(({row}) => row);

describe.each(sorts.map(({id}) => id))('the order by %s', (id) => {
	const sort = sortById(id);

	test('is total: it does not depend on the order before', () => {
		assert(
			property(anyRows, array(nat(), {maxLength: 30}), either(), (rows, seeds, isReversed) => {
				expect(keysOf(sortRows(shuffled(rows, seeds), sort, isReversed))).toEqual(
					keysOf(sortRows(rows, sort, isReversed)),
				);
			}),
		);
	});

	test('agrees with itself for any three', () => {
		assert(
			property(anyRows, nat(), nat(), nat(), (rows, first, second, third) => {
				if (rows.length === 0) {
					return;
				}

				const [a, b, c] = [first, second, third].map((at) => rows[at % rows.length]!) as [
					Row,
					Row,
					Row,
				];
				const {compare} = sort;
				expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
				expect(compare(a, a)).toBe(0);
				const isChain = compare(a, b) <= 0 && compare(b, c) <= 0;
				expect(isChain && compare(a, c) > 0).toBe(false);
			}),
			{numRuns: 500},
		);
	});

	test('is the same whatever order there was before', () => {
		assert(
			property(
				anyRows,
				anyRows,
				either(),
				array(nat(), {maxLength: 30}),
				context(),
				(rows, others, isReversed, seeds, log) => {
					// Before: some of the same tasks, others that are gone, in another order.
					const previous = sortRows(
						shuffled([...rows.slice(0, -2), ...others], seeds),
						sort,
						!isReversed,
					);
					log.log(keysOf(previous).join(' '));
					expect(keysOf(sortRows(rows, sort, isReversed, previous))).toEqual(
						keysOf(sortRows(rows, sort, isReversed)),
					);
				},
			),
		);
	});

	test('keeps every row, as it is now', () => {
		assert(
			property(anyRows, (rows) => {
				const before = rows.map((row) => ({...row}));
				const sorted = sortRows(rows, sort, false, before);
				expect(new Set(sorted)).toEqual(new Set(rows));
				expect(sorted.every((row) => rows.includes(row))).toBe(true);
			}),
			{numRuns: 30},
		);
	});

	test('leaves the list it was given alone', () => {
		const rows = Object.freeze([rowAtNoon({id: 'b'}), rowAtNoon({id: 'a'})]);
		sortRows(rows, sort, false);
		expect(rows.map(({task}) => task.id)).toEqual(['b', 'a']);
	});
});

const order = (id: string, rows: readonly Row[], isReversed = false): string =>
	sortRows(rows, sortById(id), isReversed)
		.map(({task}) => task.id)
		.join(' ');

describe('rows stand', () => {
	const moments = (at: number) => ({at, source: 'file changed'});

	test('by what presses most, then by what can still happen, then as the files list them', () => {
		const rows = [
			rowAtNoon({id: 'done', status: 'completed'}),
			rowAtNoon({id: 'pending-2', status: 'pending', order: 2}),
			rowAtNoon({id: 'pending-1', status: 'pending', order: 1}),
			rowAtNoon({id: 'running', status: 'running'}),
			rowAtNoon({
				id: 'review',
				status: 'completed',
				attention: [{code: 'review-needed', message: 'review'}],
			}),
			rowAtNoon({id: 'failed', status: 'failed'}),
			rowAtNoon({
				id: 'asks',
				status: 'running',
				attention: [{code: 'answer-needed', message: 'asks'}],
			}),
		];
		expect(order('attention', rows)).toBe('asks failed review running pending-1 pending-2 done');
		expect(order('attention', rows, true)).toBe(
			'done pending-2 pending-1 running review failed asks',
		);
	});

	test('by the last change, unknown ones last', () => {
		const rows = [
			rowAtNoon({id: 'never'}),
			rowAtNoon({id: 'old', updatedAt: moments(noon - hour)}),
			rowAtNoon({id: 'new', updatedAt: moments(noon - minute)}),
		];
		expect(order('updated', rows)).toBe('new old never');
	});

	test('by elapsed time, the longest running first, then what took longest', () => {
		const rows = [
			rowAtNoon({id: 'unknown', status: 'completed'}),
			rowAtNoon({id: 'took-1m', status: 'completed', durationMs: minute}),
			rowAtNoon({id: 'took-2h', status: 'completed', durationMs: 2 * hour}),
			rowAtNoon({id: 'runs-1m', status: 'running', startedAt: moments(noon - minute)}),
			rowAtNoon({id: 'runs-1h', status: 'running', startedAt: moments(noon - hour)}),
		];
		expect(order('elapsed', rows)).toBe('runs-1h runs-1m took-2h took-1m unknown');
	});

	test('by id as people count', () => {
		const rows = ['1.10', '1.2', 'T010', 'T9', '1.1'].map((id) => rowAtNoon({id}));
		expect(order('id', rows)).toBe('1.1 1.2 1.10 T9 T010');
	});

	test('by priority, then by score, unknown ones last', () => {
		const rows = [
			rowAtNoon({id: 'none'}),
			rowAtNoon({id: 'odd', priority: {raw: 'someday', rank: null}, score: 1}),
			rowAtNoon({id: 'high', priority: {raw: 'high', rank: 1}}),
			rowAtNoon({id: 'high-9', priority: {raw: 'high', rank: 1}, score: 9}),
			rowAtNoon({id: 'critical', priority: {raw: 'critical', rank: 0}}),
		];
		expect(order('priority', rows)).toBe('critical high-9 high odd none');
	});

	test('by agent, nobody last', () => {
		const rows = [
			rowAtNoon({id: '1', agent: null}),
			rowAtNoon({id: '2', agent: 'kiro'}),
			rowAtNoon({id: '3', agent: 'jules'}),
		];
		expect(order('agent', rows)).toBe('3 2 1');
	});
});

test('an order that nobody knows is the default', () => {
	expect(sortById('nonsense').id).toBe('attention');
	expect(new Set(sorts.map(({id}) => id)).size).toBe(sorts.length);
});

test('one changed row among many costs about as many comparisons as there are rows', () => {
	const rows = Array.from({length: 5000}, (_, index) =>
		rowAtNoon({id: `T${index}`, order: (index * 7919) % 5000}),
	);
	const counted = (given: readonly Row[], previous: readonly Row[]): number => {
		let comparisons = 0;
		const {compare} = sortById('status');
		const sort = {
			id: 'counted',
			title: 'counted',
			compare(a: Row, b: Row) {
				comparisons++;
				return compare(a, b);
			},
		};
		sortRows(given, sort, false, previous);
		return comparisons;
	};

	const previous = sortRows(rows, sortById('status'), false);
	const changed = rows.with(2500, {
		...rows[2500]!,
		status: 'failed',
		task: taskOf({...rows[2500]!.task, status: 'failed'}),
	});
	expect(counted(changed, previous)).toBeLessThan(3 * rows.length);
	expect(counted(changed, [])).toBeGreaterThan(5 * rows.length);
});
