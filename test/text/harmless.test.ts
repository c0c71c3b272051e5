import {array, assert, constantFrom, jsonValue, oneof, pre, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {harmless, harmlessDeep} from '../../source/text/harmless.ts';

/** Pieces that terminals obey, alone and cut short, between pieces of text. */
const pieces = constantFrom(
	'\u001B',
	'\u001B[31m',
	'\u001B[2J',
	'\u001B[1;2',
	'\u001B]0;title\u0007',
	'\u001B]52;c;c2VjcmV0\u001B\\',
	'\u001B]8;;http://x',
	'\u001BP1$r',
	'\u001B_apc\u001B\\',
	'\u001B(B',
	'\u001Bc',
	'\u009B31m',
	'\u009D0;x\u009C',
	'\u0090q',
	'\u009C',
	'\u0007',
	'\0',
	'\b',
	'\u007F',
	'\r\n',
	'\n',
	'\t',
	'\u0085',
	'\u2028',
	'\u2029',
	'\u202E',
	'\u2066',
	'\u200F',
	'\u061C',
	'\uFEFF',
	'\u200B',
	'\u{E0041}',
	'\uD800',
	'\uDC00',
	'\\',
	'[',
	']',
	'm',
	'31',
	' ',
	'text',
	'日本',
	'👩‍👩‍👧',
	'é',
	'e\u0301',
);

const any = oneof(
	string({unit: 'binary', maxLength: 60}),
	array(pieces, {maxLength: 20}).map((parts) => parts.join('')),
);

const obeyed =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|\p{Surrogate}/u;

/** Strings among the values of arrays and objects, in order; keys that become equal would hide some. */
const stringsOf = (value: unknown): readonly string[] =>
	typeof value === 'string'
		? [value]
		: Array.isArray(value)
			? value.flatMap((item) => stringsOf(item))
			: [];

const shapeOf = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map((item) => shapeOf(item))
		: typeof value === 'object' || typeof value === 'string'
			? typeof value
			: value;

describe('whatever the text', () => {
	test('nothing is left that a terminal obeys', () => {
		assert(
			property(any, (text) => {
				expect(harmless(text)).not.toMatch(obeyed);
			}),
			{numRuns: 2000},
		);
	});

	test('twice is once', () => {
		assert(
			property(any, (text) => {
				expect(harmless(harmless(text))).toBe(harmless(text));
			}),
			{numRuns: 2000},
		);
	});

	test('harmless text stays as it is', () => {
		assert(
			property(string({unit: 'grapheme'}), (text) => {
				pre(!obeyed.test(text));
				expect(harmless(text)).toBe(text);
			}),
		);
	});

	test('in a value every string is made harmless, and nothing else changes', () => {
		assert(
			property(jsonValue({stringUnit: 'binary'}), (value) => {
				expect(stringsOf(harmlessDeep(value))).toEqual(
					stringsOf(value).map((text) => harmless(text)),
				);
				expect(shapeOf(harmlessDeep(value))).toEqual(shapeOf(value));
			}),
		);
	});

	test('keys are made harmless too', () => {
		expect(Object.keys(harmlessDeep({'a\u001B[2Jb': {'\u202Ex': 1}}) as object)).toEqual(['ab']);
	});
});

test.for([
	['colour', '\u001B[31mred\u001B[0m', 'red'],
	['a title', '\u001B]0;owned\u0007text', 'text'],
	['the clipboard', 'a\u001B]52;c;c2VjcmV0\u0007b', 'ab'],
	['a link', '\u001B]8;;http://x\u001B\\click\u001B]8;;\u001B\\', 'click'],
	['a sequence without its end', 'a\u001B]0;rest', 'a'],
	['one byte introducers', 'a\u009B31mb\u009D0;t\u009Cc', 'abc'],
	['line breaks and tabs', 'one\r\n\ttwo\nthree', 'one two three'],
	['bidirectional overrides', 'user\u202Etxt.exe', 'usertxt.exe'],
	['invisible tags', 'a\u{E0041}b', 'ab'],
	['a lone surrogate', 'a\uD800b', 'ab'],
	['a joined emoji, kept', '👩‍👩‍👧', '👩‍👩‍👧'],
	['plain text, kept with its blanks', '  a  b ', '  a  b '],
] as const)('%s', ([, text, expected]) => {
	expect(harmless(text)).toBe(expected);
});

test('a file cannot reach a prototype', () => {
	const value = harmlessDeep(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'));
	expect(Object.getPrototypeOf(value)).toBeNull();
	expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.for([
	['sequences that never end', '\u001B]'.repeat(500_000)],
	['parameters', `\u001B[${'1;'.repeat(1_000_000)}`],
	['introducers', '\u001B['.repeat(500_000)],
	['intermediates', `\u001B${' '.repeat(2_000_000)}`],
	['controls', '\0'.repeat(2_000_000)],
	['line breaks', '\n'.repeat(2_000_000)],
	['one byte introducers before an escape', `${'\u009D'.repeat(500_000)}\u001B`],
	['blanks around one control', `${' '.repeat(1_000_000)}\0${' '.repeat(1_000_000)}x`],
] as const)('%s take linear time', ([, text]) => {
	const start = performance.now();
	harmless(text);
	expect(performance.now() - start).toBeLessThan(2000);
});

test('any mixture of what begins and ends sequences takes linear time', {timeout: 60_000}, () => {
	const marks = constantFrom(
		'\u001B',
		'\u001B]',
		'\u001BP',
		'\u001B[',
		'\u001B\\',
		'\u0007',
		'\u0090',
		'\u0098',
		'\u009B',
		'\u009C',
		'\u009D',
		'\u009F',
		'x',
		'1;',
		' ',
	);
	const part = array(marks, {minLength: 1, maxLength: 4}).map((parts) => parts.join(''));
	assert(
		property(part, part, (body, end) => {
			const text = body.repeat(Math.ceil(1_000_000 / body.length)) + end;
			const start = performance.now();
			harmless(text);
			// Linear work takes some 50 ms, quadratic work minutes.
			expect(performance.now() - start).toBeLessThan(5000);
		}),
		{numRuns: 60},
	);
});
