import {array, assert, constantFrom, integer, oneof, pre, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth, fit, truncate, truncateStart, wrap} from '../../source/text/width.ts';

const pieces = constantFrom(
	'a',
	'word',
	' ',
	'  ',
	'日本語',
	'한',
	'é',
	'e\u0301',
	'a\u0300\u0301\u0302',
	'\u0301',
	'👍',
	'👩‍👩‍👧',
	'🇩🇪',
	'❤️',
	'☑',
	'ｗｉｄｅ',
	'नि',
	'ไทย',
	'…',
	'─',
	'①',
	'\u200D',
	'\uFE0F',
	'👨🏽‍🚀',
	'1️⃣',
	'https://x.y/',
);

const text = oneof(
	string({unit: 'grapheme', maxLength: 40}),
	array(pieces, {maxLength: 15}).map((parts) => parts.join('')),
);
const width = integer({min: -2, max: 40});
const runs = {numRuns: 1500};

describe('never wider than asked', () => {
	test('truncate', () => {
		assert(
			property(text, width, (value, columns) => {
				expect(displayWidth(truncate(value, columns))).toBeLessThanOrEqual(Math.max(0, columns));
			}),
			runs,
		);
	});

	test('truncateStart', () => {
		assert(
			property(text, width, (value, columns) => {
				expect(displayWidth(truncateStart(value, columns))).toBeLessThanOrEqual(
					Math.max(0, columns),
				);
			}),
			runs,
		);
	});

	test('every line of wrap, and no text is lost', () => {
		assert(
			property(text, integer({min: 1, max: 40}), (value, columns) => {
				const lines = wrap(value, columns);
				for (const line of lines) {
					expect(displayWidth(line)).toBeLessThanOrEqual(columns);
				}

				const bare = (string: string) => string.replaceAll(/\s/g, '');
				const isTooWide = [...new Intl.Segmenter().segment(value)].some(
					({segment}) => displayWidth(segment) > columns,
				);
				expect(isTooWide || bare(lines.join('')) === bare(value)).toBe(true);
			}),
			runs,
		);
	});
});

test('fit is exact', () => {
	assert(
		property(text, width, constantFrom('left', 'right'), (value, columns, align) => {
			expect(displayWidth(fit(value, columns, align))).toBe(Math.max(0, columns));
		}),
		runs,
	);
});

test('what fits is not touched', () => {
	assert(
		property(text, (value) => {
			const columns = displayWidth(value);
			pre(columns > 0);
			expect(truncate(value, columns)).toBe(value);
			expect(truncateStart(value, columns)).toBe(value);
			expect(fit(value, columns)).toBe(value);
		}),
		runs,
	);
});

test('what is cut is the beginning, or the end, of the text', () => {
	assert(
		property(text, integer({min: 1, max: 40}), (value, columns) => {
			pre(displayWidth(value) > columns);
			const [start, end] = [truncate(value, columns), truncateStart(value, columns)];
			expect(start.endsWith('…') && value.startsWith(start.slice(0, -1))).toBe(true);
			expect(end.startsWith('…') && value.endsWith(end.slice(1))).toBe(true);
		}),
		runs,
	);
});

test.for([
	['short', 10, 'short'],
	['too long a title', 8, 'too lon…'],
	['日本語テキスト', 7, '日本語…'],
	['日本語テキスト', 8, '日本語…'],
	['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
	['ab', 1, '…'],
	['ab', 0, ''],
	['日', 1, '…'],
] as const)('%s in %i columns: %s', ([value, columns, expected]) => {
	expect(truncate(value, columns)).toBe(expected);
});

test('a path keeps its end', () => {
	expect(truncateStart('/home/me/project/file.ts', 12)).toBe('…ect/file.ts');
});

test('right aligned text is filled from the left', () => {
	expect(fit('7', 3, 'right')).toBe('  7');
	expect(fit('日本', 5)).toBe('日本 ');
});

test('text is broken at blanks, long words anywhere', () => {
	expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
	expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
	expect(wrap('日本語', 4)).toEqual(['日本', '語']);
	expect(wrap('日本 a', 1)).toEqual(['…', '…', 'a']);
	expect(wrap('', 4)).toEqual([]);
	expect(wrap('text', 0)).toEqual([]);
});
