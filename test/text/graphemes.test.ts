import {array, assert, constantFrom, oneof, property, string} from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {graphemes, graphemesOf, isPlain} from '../../source/text/graphemes.ts';

const segmenter = new Intl.Segmenter();

const everyCharacter = Array.from({length: 0x1_00_00}, (_, index) =>
	String.fromCodePoint(index),
).filter((character) => !/\p{Surrogate}/u.test(character));

const plainCharacters = everyCharacter.filter((character) => isPlain(character));

describe('a plain character', () => {
	test('is one of many', () => {
		expect(plainCharacters.length).toBeGreaterThan(2000);
		expect(isPlain('aZ é ñ ß Ω Ж … “” → ▶ █ ░ │ ● ○ ■ ⚠ ✔ ✖')).toBe(true);
	});

	test('takes one column', () => {
		expect(plainCharacters.filter((character) => stringWidth(character) !== 1)).toEqual([]);
	});
});

test.for([
	'日本',
	'👍',
	'e\u0301',
	'☔',
	'⌚',
	'\u00AD',
	'\u200B',
	'\t',
	'\u001B[1m',
	'한',
	'\u2028',
])('%j is not plain', (text) => {
	expect(isPlain(text)).toBe(false);
});

const pieces = constantFrom(
	...plainCharacters.filter((_, index) => index % 7 === 0),
	'\n',
	'\r',
	'\t',
	'\u001B',
	'\u0007',
	'\u0085',
	'\u00A0',
	'\u00AD',
	'\r\n',
	'e\u0301',
	'👩‍👩‍👧',
	'🇩🇪',
	'▶\uFE0F',
	'한',
	'नि',
);
const text = oneof(
	string({unit: 'grapheme', maxLength: 20}),
	string({unit: 'binary', maxLength: 20}),
	array(pieces, {maxLength: 20}).map((parts) => parts.join('')),
);

test('pieces are those of Intl.Segmenter', () => {
	assert(
		property(text, (whole) => {
			const expected = Array.from(segmenter.segment(whole), ({segment, index}) => ({
				segment,
				index,
			}));
			expect(
				Array.from(graphemes.segment(whole), ({segment, index}) => ({segment, index})),
			).toEqual(expected);
			expect(graphemesOf(whole)).toEqual(expected.map(({segment}) => segment));
		}),
		{numRuns: 3000},
	);
});

test('a plain text is as wide as it is long', () => {
	assert(
		property(array(constantFrom(...plainCharacters), {maxLength: 20}), (characters) => {
			const whole = characters.join('');
			expect(isPlain(whole)).toBe(true);
			expect(stringWidth(whole)).toBe(whole.length);
		}),
	);
});
