import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {editJson, type JsonChange} from '../../source/formats/json-edit.ts';

const edited = (text: string, ...changes: readonly JsonChange[]): string => {
	const result = editJson(text, changes);
	if ('refusal' in result) {
		throw new Error(result.refusal);
	}

	return result.text;
};

const refusal = (text: string, ...changes: readonly JsonChange[]): string | null => {
	const result = editJson(text, changes);
	return 'refusal' in result ? result.refusal : null;
};

describe('what is not concerned stays byte for byte', () => {
	test('a value is replaced where it stands', () => {
		expect(
			edited('\uFEFF{\r\n\t"a" :  [1,2],\r\n\t"b": "x"\r\n}\r\n\r\n', {path: ['b'], value: 'y'}),
		).toBe('\uFEFF{\r\n\t"a" :  [1,2],\r\n\t"b": "y"\r\n}\r\n\r\n');
	});

	test('a new property stands on a line of its own where its neighbours do', () => {
		expect(edited('{\n    "a": {"x": 1}\n}', {path: ['b', 'c'], value: null})).toBe(
			'{\n    "a": {"x": 1},\n    "b": {\n        "c": null\n    }\n}',
		);
		expect(edited('{\n    "a": {"x": 1}\n}', {path: ['a', 'y'], value: [2]})).toBe(
			'{\n    "a": {"x": 1, "y": [2]}\n}',
		);
	});

	test('an element is appended, to an empty list too', () => {
		expect(edited('{\n  "errors": []\n}\n', {path: ['errors', -1], value: {id: 1}})).toBe(
			'{\n  "errors": [\n    {\n      "id": 1\n    }\n  ]\n}\n',
		);
		expect(edited('[{"a":1}]', {path: [-1], value: {id: 1}})).toBe('[{"a":1}, {"id":1}]');
	});

	test('a property is removed with the comma that belongs to it', () => {
		const text = '{\n  "a": 1,\n\n  "b":   2,\n  "c": 3\n}';
		expect(edited(text, {path: ['a'], value: undefined})).toBe('{\n  "b":   2,\n  "c": 3\n}');
		expect(edited(text, {path: ['c'], value: undefined})).toBe('{\n  "a": 1,\n\n  "b":   2\n}');
		expect(edited('{"a": 1}', {path: ['a'], value: undefined})).toBe('{}');
		expect(edited(text, {path: ['zz'], value: undefined})).toBe(text);
	});
});

describe('it refuses to guess', () => {
	test.each([
		['{"a": 1,}', ['a'], 'it is not whole JSON'],
		['', ['a'], 'it is not whole JSON'],
		['{"a": 1, "a": 2}', ['a'], 'the key "a" stands twice in one object'],
		['{"a": 1}', ['a', 'b'], 'there is no object for "b"'],
		['{"a": 1}', [-1], 'there is no list for "-1"'],
	] as const)('%s at %j', (text, path, reason) => {
		expect(refusal(text, {path, value: 5})).toBe(reason);
	});

	test('deep nesting neither hangs nor crashes', () => {
		const text = '['.repeat(100_000) + ']'.repeat(100_000);
		expect(refusal(text, {path: [-1], value: 1})).not.toBeNull();
	});
});

describe('for any JSON in any style', () => {
	const key = fc.string({maxLength: 6}).filter((name) => name !== '__proto__');
	const record = fc.dictionary(key, fc.jsonValue({maxDepth: 3}), {maxKeys: 6});
	const indentation = fc.constantFrom<string | number | undefined>(undefined, 1, 2, 4, '\t');
	const lineBreak = fc.constantFrom('\n', '\r\n');
	const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

	test('the result means what was asked for', () => {
		fc.assert(
			fc.property(
				record,
				key,
				fc.option(fc.jsonValue({maxDepth: 2}), {nil: undefined}),
				indentation,
				lineBreak,
				(before, name, value, indent, eol) => {
					const text = JSON.stringify(before, null, indent).replaceAll('\n', eol);
					const expected = {...before};
					if (value === undefined) {
						delete expected[name];
					} else {
						expected[name] = value;
					}

					expect(JSON.parse(edited(text, {path: [name], value}))).toEqual(clean(expected));
				},
			),
		);
	});

	test('added and removed again, it is as it was', () => {
		fc.assert(
			fc.property(record, indentation, fc.jsonValue({maxDepth: 2}), (before, indent, value) => {
				fc.pre(!('new one' in before) && Object.keys(before).length > 0);
				const text = JSON.stringify(before, null, indent);
				const more = edited(text, {path: ['new one'], value});
				expect(edited(more, {path: ['new one'], value: undefined})).toBe(text);
			}),
		);
	});
});
