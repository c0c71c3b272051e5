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

describe('several changes of one text', () => {
	test.each([
		['{"a": 1, "b": 2, "c": 3}', [['b'], ['c']], '{"a": 1}'],
		['{"a": 1, "b": 2, "c": 3}', [['a'], ['b'], ['c']], '{}'],
		['[1, 2, 3]', [[0], [0]], '[3]'],
	] as const)('%s without %j', (text, paths, result) => {
		expect(edited(text, ...paths.map((path) => ({path, value: undefined})))).toBe(result);
	});

	test('what is added together stands in its order, each on its line', () => {
		expect(
			edited(
				'{\n  "a": [\n    1\n  ],\n  "b": 0\n}',
				{path: ['b'], value: 5},
				{path: ['a', -1], value: 2},
				{path: ['c'], value: 6},
				{path: ['a', -1], value: 3},
				{path: ['d'], value: 7},
			),
		).toBe('{\n  "a": [\n    1,\n    2,\n    3\n  ],\n  "b": 5,\n  "c": 6,\n  "d": 7\n}');
	});

	test('what was taken away can be added again, and what was added can be changed', () => {
		expect(
			edited(
				'{"a": 1}',
				{path: ['a'], value: undefined},
				{path: ['b', 'c'], value: 2},
				{path: ['b', 'd'], value: 3},
				{path: ['b', 'c'], value: undefined},
			).replaceAll(/\s/g, ''),
		).toBe('{"b":{"d":3}}');
		expect(edited('{"a": 1}', {path: ['a'], value: {}}, {path: ['a', 'b'], value: 2})).toBe(
			'{"a": {"b": 2}}',
		);
	});

	test('a large text is not read anew for each of them', () => {
		const ids = Array.from({length: 3000}, (_, index) => `T${index}`);
		const text = (status: string, more: string): string =>
			`{"tasks": {\n${ids.map((id) => `  "${id}": {"status": "${status}", "words": "${'x'.repeat(40)}"${more}}`).join(',\n')}\n}}`;
		const started = performance.now();
		const result = edited(
			text('failed', ''),
			...ids.flatMap((id): JsonChange[] => [
				{path: ['tasks', id, 'status'], value: 'pending'},
				{path: ['tasks', id, 'more'], value: 1},
			]),
		);
		expect(result).toBe(text('pending', ', "more": 1'));
		// Six thousand readings of it would take minutes.
		expect(performance.now() - started).toBeLessThan(10_000);
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

	test('several changes at once are as one after the other', () => {
		const few = fc.constantFrom('a', 'b', 'c');
		const part = fc.oneof(few, fc.integer({min: -1, max: 2}));
		const small = fc.letrec<{value: unknown}>((tie) => ({
			value: fc.oneof(
				{maxDepth: 3, withCrossShrink: true},
				fc.integer(),
				fc.dictionary(few, tie('value'), {maxKeys: 3}),
				fc.array(tie('value'), {maxLength: 3}),
			),
		})).value;
		const change = fc.record({
			path: fc.array(part, {minLength: 1, maxLength: 3}),
			value: fc.oneof(small, fc.constant(undefined)),
		});
		fc.assert(
			fc.property(
				fc.dictionary(few, small),
				fc.array(change, {minLength: 2, maxLength: 6}),
				indentation,
				(before, changes, indent) => {
					const text = JSON.stringify(before, null, indent);
					let step: ReturnType<typeof editJson> = {text};
					for (const one of changes) {
						step = 'refusal' in step ? step : editJson(step.text, [one]);
					}

					const whole = editJson(text, changes);
					expect('text' in whole ? JSON.parse(whole.text) : whole).toEqual(
						'text' in step ? JSON.parse(step.text) : step,
					);
				},
			),
			{numRuns: 2000},
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
