import {
	type Arbitrary,
	array,
	assert,
	constant,
	constantFrom,
	nat,
	oneof,
	property,
	record,
	boolean as either,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowOf, type Row} from '../../source/analysis/rows.ts';
import {sortById, sortRows, sorts} from '../../source/analysis/sort.ts';
import {createSorter} from '../../source/analysis/sorter.ts';
import {type Status, statuses} from '../../source/model/status.ts';
import {anyRows, noon, rowAtNoon} from './tasks.ts';

const keysOf = (rows: readonly Row[]): string[] => rows.map(({task}) => task.key);

/** What can happen to a list of rows from one frame to the next. */
type Step =
	| {readonly type: 'change'; readonly at: number; readonly status: Status}
	| {readonly type: 'remove' | 'reverse'; readonly at: number}
	| {readonly type: 'add'; readonly rows: readonly Row[]};

const anyStep: Arbitrary<Step> = oneof(
	record({type: constant('change' as const), at: nat(), status: constantFrom(...statuses)}),
	record({type: constantFrom('remove' as const, 'reverse' as const), at: nat()}),
	record({type: constant('add' as const), rows: anyRows}),
);

const after = (rows: readonly Row[], step: Step): readonly Row[] => {
	const next = [...rows];
	const at = 'at' in step && rows.length > 0 ? step.at % rows.length : 0;
	if (step.type === 'add') {
		const known = new Set(keysOf(rows));
		return [...rows, ...step.rows.filter(({task}) => !known.has(task.key))];
	}

	if (rows.length === 0) {
		return rows;
	}

	if (step.type === 'change') {
		next[at] = rowOf({...rows[at]!.task, status: step.status}, undefined, noon);
	} else if (step.type === 'remove') {
		next.splice(at, 1);
	} else {
		next.reverse();
	}

	return next;
};

describe('a sorter', () => {
	test('gives the order that sorting gives, whatever happened since the last time', () => {
		assert(
			property(
				anyRows,
				array(anyStep, {maxLength: 8}),
				constantFrom(...sorts.map(({id}) => id)),
				either(),
				(start, steps, id, isReversed) => {
					const sorter = createSorter();
					const sort = sortById(id);
					let rows = start;
					sorter(rows, sort, isReversed);
					for (const step of steps) {
						rows = after(rows, step);
						const ordered = sorter(rows, sort, isReversed);
						expect(keysOf(ordered)).toEqual(keysOf(sortRows(rows, sort, isReversed)));
						expect(new Set(ordered)).toEqual(new Set(rows));
					}
				},
			),
		);
	});

	test('sorts anew when the order is another one', () => {
		const rows = ['b', 'a', 'c'].map((id, order) => rowAtNoon({id, order}));
		const sorter = createSorter();
		const idsOf = (id: string, isReversed: boolean) =>
			sorter(rows, sortById(id), isReversed).map(({task}) => task.id);
		expect(idsOf('id', false)).toEqual(['a', 'b', 'c']);
		expect(idsOf('id', true)).toEqual(['c', 'b', 'a']);
		expect(idsOf('file', true)).toEqual(['c', 'a', 'b']);
	});

	test('leaves the lists it gave before alone', () => {
		const rows = ['a', 'b', 'c'].map((id) => rowAtNoon({id}));
		const sorter = createSorter();
		const before = sorter(rows, sortById('id'), false);
		const ids = before.map(({task}) => task.id);
		sorter([rowAtNoon({id: 'a', status: 'failed'}), ...rows.slice(1)], sortById('id'), false);
		expect(before.map(({task}) => task.id)).toEqual(ids);
	});
});
