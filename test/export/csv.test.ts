import {assert, array, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Column} from '../../source/export/column.ts';
import {csvLines} from '../../source/export/csv.ts';
import {readCsv as read} from './read-csv.ts';

const columns = [
	{name: 'a', description: '', value: (item: readonly string[]) => item[0] ?? null},
	{name: 'b', description: '', value: (item: readonly string[]) => item[1] ?? null},
];

const csvOf = <Item>(columns: readonly Column<Item>[], items: readonly Item[]): string =>
	[...csvLines(columns, items)].join('');

describe('comma-separated values', () => {
	test('are read back as they were, but for formulas', () => {
		const text = string({unit: 'binary', maxLength: 12});
		assert(
			property(array(array(text, {minLength: 2, maxLength: 2})), (items) => {
				const safe = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
				expect(read(csvOf(columns, items))).toEqual([
					['a', 'b'],
					...items.map((item) => item.map((cell) => safe(cell))),
				]);
			}),
			{numRuns: 500},
		);
	});

	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('never begin a formula: %j', (cell) => {
		expect(read(csvOf(columns, [[cell, '']]))[1]![0]).toBe(`'${cell}`);
	});

	test('keep numbers and what is not known', () => {
		const numbers = [{name: 'n', description: '', value: (item: number | null) => item}];
		expect(csvOf(numbers, [-1, null])).toBe('n\r\n-1\r\n\r\n');
	});
});
