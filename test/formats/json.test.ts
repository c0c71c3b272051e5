import {
	array,
	assert,
	constantFrom,
	jsonValue,
	nat,
	oneof,
	pre,
	property,
	string,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readJson} from '../../source/formats/json.ts';
import {TextLines} from '../../source/formats/text-lines.ts';
import {harmlessDeep} from '../../source/text/harmless.ts';

const value = jsonValue({maxDepth: 5, stringUnit: 'binary'});

describe('any JSON value', () => {
	test('is read as JSON.parse reads it, with harmless strings', () => {
		assert(
			property(value, constantFrom(undefined, 2, '\t'), (written, indentation) => {
				const text = JSON.stringify(written, null, indentation);
				const reading = readJson(text);
				expect(reading.damage).toBeNull();
				expect(reading.duplicateKeys).toEqual([]);
				expect(reading.value).toEqual(harmlessDeep(JSON.parse(text)));
			}),
			{numRuns: 500},
		);
	});

	test('with a byte order mark and blanks around it is the same', () => {
		assert(
			property(value, (written) => {
				const text = JSON.stringify(written);
				expect(readJson(`\uFEFF${text} \r\n`).value).toEqual(readJson(text).value);
			}),
		);
	});

	test('tells the line of every member, which is that of its key', () => {
		assert(
			property(
				array(constantFrom('a', 'b', 'c', '"q"', 'é', '\\', '\n'), {maxLength: 6}),
				(keys) => {
					const unique = [...new Set(keys)];
					const object = Object.fromEntries(
						unique.map((key, index) => [key, [index, {key: index}]]),
					);
					const text = JSON.stringify({list: [object]}, null, 2);
					const reading = readJson(text);
					const lines = text.split('\n');
					for (const [index, key] of unique.entries()) {
						const line = reading.lineOf(['list', 0, key]);
						expect(lines[line - 1]!.trim()).toBe(`${JSON.stringify(key)}: [`);
						expect(lines[reading.lineOf(['list', 0, key, 0]) - 1]!.trim()).toBe(`${index},`);
						expect(lines[reading.lineOf(['list', 0, key, 1, 'key']) - 1]!.trim()).toBe(
							`"key": ${index}`,
						);
						expect(reading.lineOf(['list', 0, key, 1, 'missing', 'deeper'])).toBe(line + 2);
					}
				},
			),
		);
	});
});

test('a path that is not there leads to the nearest parent', () => {
	const reading = readJson('{\n  "a": {\n    "b": 1\n  }\n}');
	expect(reading.lineOf([])).toBe(1);
	expect(reading.lineOf(['a'])).toBe(2);
	expect(reading.lineOf(['a', 'b'])).toBe(3);
	expect(reading.lineOf(['a', 'x'])).toBe(2);
	expect(reading.lineOf(['x', 'y'])).toBe(1);
});

test('keys that stand twice are named with their line, the last one wins', () => {
	const reading = readJson('{\n"a": 1,\n"b": {"c": 1, "c": 2},\n"a": 3\n}');
	expect(reading.duplicateKeys).toEqual([
		{key: 'c', line: 3},
		{key: 'a', line: 4},
	]);
	expect(reading.value).toEqual({a: 3, b: {c: 2}});
	expect(reading.lineOf(['a'])).toBe(4);
});

test('one key in two spellings is the same key', () => {
	expect(readJson('{"a": 1, "\\u0061": 2}').duplicateKeys).toEqual([{key: 'a', line: 1}]);
});

describe('any text', () => {
	const broken = oneof(
		string({unit: 'binary', maxLength: 80}),
		array(
			constantFrom(
				'{',
				'}',
				'[',
				']',
				',',
				':',
				'"',
				'"a"',
				'\\',
				'1',
				'-',
				'true',
				'nul',
				' ',
				'\n',
				'//',
				'/*',
			),
			{maxLength: 30},
		).map((pieces) => pieces.join('')),
	);

	test('is read without a throw, and damaged exactly when JSON.parse refuses it', () => {
		assert(
			property(broken, (text) => {
				const reading = readJson(text);
				let isJson = true;
				try {
					JSON.parse(text);
				} catch {
					isJson = false;
				}

				expect(reading.damage === null).toBe(isJson);
				expect(reading.lineOf(['a', 0, 'b'])).toBeGreaterThan(0);
			}),
			{numRuns: 1500},
		);
	});

	test('JSON that is cut off keeps what stood before the cut', () => {
		assert(
			property(value, nat(), (written, end) => {
				const text = JSON.stringify({first: 'kept', second: written});
				const cut = text.slice(0, end % text.length);
				pre(cut.startsWith('{"first":"kept",'));
				const reading = readJson(cut);
				expect(reading.damage).not.toBeNull();
				expect(reading.value).toMatchObject({first: 'kept'});
			}),
		);
	});
});

test.for([
	['', 'the file is empty'],
	[' \n', 'the file is empty'],
	['{"a": 1', 'the file ends in the middle of a value'],
	['{"a": "te', 'the file ends in the middle of a value'],
	['{"a": 1 "b": 2}', 'comma expected'],
	['{"a": 1,}', 'property name expected'],
	['{"a": NaN}', 'invalid symbol'],
	[`${'['.repeat(300)}${']'.repeat(300)}`, 'nested deeper than 200 levels'],
] as const)('%.30j: %s', ([text, message]) => {
	expect(readJson(text).damage?.message).toBe(message);
});

describe('what the scan for JSON and the tolerant parser see differently', () => {
	test.each([
		['a string that ends with its line', `["\n,${'['.repeat(2000)}`],
		['the same, deeper', `["\n,${'[{"a":'.repeat(100_000)}`],
		['a quote in a comment', `{"a": /* " */ ${'['.repeat(200_000)}`],
		['a depth the parser bears, its readers not', `["\n,${'['.repeat(600)}`],
	])('%s: refused as too deep, and never a throw', (_what, text) => {
		expect(readJson(text).damage).toMatchObject({
			message: 'nested deeper than 200 levels',
			isRefused: true,
		});
	});
});

describe('more values than metadata holds', () => {
	test.each([
		['whole', `[${'{},'.repeat(300_000)}{}]`],
		['cut off', `[${'{},'.repeat(300_000)}`],
		['strings that never end', '"\n'.repeat(1_000_000)],
	])('%s: refused, nothing is made of it', (_what, text) => {
		const {value: read, damage} = readJson(text);
		expect(damage).toMatchObject({
			message: 'holds more than 300,000 values: not read',
			isRefused: true,
		});
		expect(read).toBeUndefined();
	});

	test('a text full of commas and brackets is one value', () => {
		const text = JSON.stringify({a: ',[{"\\'.repeat(400_000)});
		expect(readJson(text).damage).toBeNull();
	});

	test('as many as that are read', () => {
		const text = `[${'1,'.repeat(299_990)}1]`;
		expect(readJson(text).damage).toBeNull();
	});
});

test('a string of millions of escapes is read, without its line', () => {
	const reading = readJson(`{"a":\n"${'\\n'.repeat(6_000_000)}"}`);
	expect(reading.damage).toBeNull();
	expect(reading.lineOf(['a'])).toBe(1);
});

test('the place of the damage is told', () => {
	expect(readJson('{\n  "a": 1,\n  "b": oops\n}').damage).toMatchObject({
		line: 3,
		column: 8,
		offset: 19,
	});
});

test('a file cannot reach a prototype', () => {
	const {value: read} = readJson('{"__proto__": {"polluted": true}, "constructor": 1}');
	expect(Object.keys(read as object)).toEqual(['__proto__', 'constructor']);
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('positions agree with counting', () => {
	assert(
		property(array(constantFrom('a', '\n', '日', '\r\n'), {maxLength: 30}), nat(), (pieces, at) => {
			const text = pieces.join('');
			const offset = at % (text.length + 1);
			const before = text.slice(0, offset).split('\n');
			expect(new TextLines(text).positionOf(offset)).toEqual({
				line: before.length,
				column: before.at(-1)!.length + 1,
				offset,
			});
		}),
	);
});

const million = 1_000_000;

test.for([
	['quotes', '"'.repeat(5 * million)],
	['backslashes in a string', `"${'\\'.repeat(5 * million)}`],
	['backslashes', '\\'.repeat(5 * million)],
	['opening brackets', '['.repeat(5 * million)],
	['opening objects', '{"a":'.repeat(million)],
	['commas', ','.repeat(5 * million)],
	['blanks', ' '.repeat(5 * million)],
	['line breaks', '\n'.repeat(5 * million)],
	['letters', 'a'.repeat(5 * million)],
	['an open string', `{"a": "${'x'.repeat(5 * million)}`],
	['one key many times', `{${'"a":1,'.repeat(million / 2)}"a":1}`],
	['many keys', `{${Array.from({length: 290_000}, (_, index) => `"k${index}":1`).join()}}`],
	['many numbers', `[${'1,'.repeat(2 * million)}1]`],
] as const)('five megabytes of %s take linear time', {timeout: 30_000}, ([, text]) => {
	const start = performance.now();
	const reading = readJson(text);
	reading.lineOf(['a', 'b']);
	// Linear reading takes one or two seconds on a slow machine; quadratic reading takes hours.
	expect(performance.now() - start).toBeLessThan(15_000);
});
