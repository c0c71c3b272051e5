import {assert, array, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {csvOf} from '../../source/export/csv.ts';

const columns = [
	{title: 'a', value: (item: readonly string[]) => item[0] ?? null},
	{title: 'b', value: (item: readonly string[]) => item[1] ?? null},
];

/** Reads RFC 4180, one sign after the other. */
const read = (text: string): string[][] => {
	const rows: string[][] = [[]];
	let cell = '';
	let isQuoted = false;
	for (let index = 0; index < text.length; index++) {
		const sign = text[index]!;
		if (isQuoted && sign === '"' && text[index + 1] === '"') {
			cell += sign;
			index++;
		} else if (sign === '"') {
			isQuoted = !isQuoted;
		} else if (!isQuoted && sign === ',') {
			rows.at(-1)!.push(cell);
			cell = '';
		} else if (!isQuoted && sign === '\r' && text[index + 1] === '\n') {
			rows.at(-1)!.push(cell);
			cell = '';
			rows.push([]);
			index++;
		} else {
			cell += sign;
		}
	}

	return rows.slice(0, -1);
};

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
		const numbers = [{title: 'n', value: (item: number | null) => item}];
		expect(csvOf(numbers, [-1, null])).toBe('n\r\n-1\r\n\r\n');
	});
});
