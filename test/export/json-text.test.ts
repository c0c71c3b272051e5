import {assert, jsonValue, property, string} from 'fast-check';
import {expect, test} from 'vitest';
import {jsonText} from '../../source/export/json-text.ts';

test('is the same document to every parser', () => {
	assert(
		property(jsonValue(), (value) => {
			expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});

test('holds nothing that a terminal obeys, or hides', () => {
	assert(
		property(string({unit: 'binary'}), (text) => {
			expect(jsonText({[text]: text})).not.toMatch(
				/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/,
			);
		}),
	);
	expect(jsonText('a\u001B[31mb\u009Bc\u202Ed')).toBe('"a\\u001b[31mb\\u009bc\\u202ed"\n');
});

test('leaves emoji as they are', () => {
	expect(jsonText('👩‍💻')).toBe('"👩‍💻"\n');
});
