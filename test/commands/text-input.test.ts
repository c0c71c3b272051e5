import {array, assert, constantFrom, oneof, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {editInput, insertText, type TextInput} from '../../source/commands/text-input.ts';

const empty: TextInput = {text: '', caret: 0};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const count = (text: string): number => [...segmenter.segment(text)].length;

/** `|` marks the caret. */
const inputOf = (marked: string): TextInput => ({
	text: marked.replace('|', ''),
	caret: count(marked.split('|')[0]!),
});

const marked = ({text, caret}: TextInput): string =>
	[...segmenter.segment(text)]
		.map(({segment}) => segment)
		.toSpliced(caret, 0, '|')
		.join('');

const after = (before: string, ...keys: readonly string[]): string =>
	marked(keys.reduce((input, key) => editInput(input, key) ?? input, inputOf(before)));

describe('keys in a line of text', () => {
	test.for([
		['|', ['a', 'b'], 'ab|'],
		['a|c', ['b'], 'ab|c'],
		['a|', ['space', 'b'], 'a b|'],
		['ab|', ['left'], 'a|b'],
		['|ab', ['left'], '|ab'],
		['a|b', ['right'], 'ab|'],
		['ab|', ['right'], 'ab|'],
		['a|b', ['home'], '|ab'],
		['a|b', ['ctrl+a'], '|ab'],
		['a|b', ['end'], 'ab|'],
		['a|b', ['ctrl+e'], 'ab|'],
		['ab|c', ['backspace'], 'a|c'],
		['|abc', ['backspace'], '|abc'],
		['a|bc', ['delete'], 'a|c'],
		['abc|', ['delete'], 'abc|'],
		['ab|cd', ['ctrl+u'], '|cd'],
		['ab|cd', ['ctrl+k'], 'ab|'],
		['status:failed agent|', ['ctrl+w'], 'status:failed |'],
		['one two  |three', ['ctrl+w'], 'one |three'],
		['|one', ['ctrl+w'], '|one'],
		['   |', ['ctrl+w'], '|'],
		['日本|', ['backspace'], '日|'],
		['a👩‍💻|b', ['backspace'], 'a|b'],
		['🇩🇪|', ['backspace'], '|'],
		['|👍🏽x', ['delete'], '|x'],
		['|', ['👩‍💻', '日'], '👩‍💻日|'],
		// Joined to what stands before: one letter, and the caret after it.
		['e|x', ['\u0301'], 'e\u0301|x'],
		['|', ['🇩', '🇪'], '🇩🇪|'],
		['🇩|🇪', ['x', 'backspace'], '🇩🇪|'],
	] as const)('%s %j', ([before, keys, expected]) => {
		expect(after(before, ...keys)).toBe(expected);
	});

	test.for([
		'enter',
		'escape',
		'tab',
		'up',
		'down',
		'pageup',
		'ctrl+c',
		'ctrl+z',
		'constructor',
		'',
	])('%j means something else', (key) => {
		expect(editInput(inputOf('ab|'), key)).toBeNull();
	});
});

describe('a paste', () => {
	test('is put on one line, without anything a terminal would obey', () => {
		expect(insertText(inputOf('a|b'), 'one\r\ntwo\u001B[2Jthree\u0007')).toEqual(
			inputOf('aone twothree|b'),
		);
	});

	test('keeps blanks at its ends', () => {
		expect(insertText(inputOf('a|b'), ' x ')).toEqual(inputOf('a x |b'));
	});

	test('of a whole file costs no time and fills the line', () => {
		const start = performance.now();
		const {text, caret} = insertText(inputOf('ab|c'), '日'.repeat(5_000_000));
		expect(performance.now() - start).toBeLessThan(1000);
		expect(text).toBe(`ab${'日'.repeat(997)}c`);
		expect(caret).toBe(999);
		expect(insertText({text, caret}, 'x')).toEqual({text, caret});
	});

	test('is never cut inside of a letter', () => {
		const {text} = insertText(empty, `${'x'.repeat(998)}👩‍💻`);
		expect(text).toBe('x'.repeat(998));
	});
});

const editing =
	'left right home end backspace delete space ctrl+a ctrl+e ctrl+u ctrl+k ctrl+w enter';
const joining = ['a', '日', '👩‍💻', '🇩', '🇪', '\u0301', '\u200D', 'é'];

const anyKey = oneof(
	constantFrom(...editing.split(' ')),
	constantFrom(...joining),
	string({unit: 'grapheme', minLength: 1, maxLength: 1}),
);

test('the caret is always within the text, whatever is typed', () => {
	assert(
		property(array(anyKey, {maxLength: 40}), (keys) => {
			let input = empty;
			for (const key of keys) {
				input = editInput(input, key) ?? input;
				expect(input.caret).toBeGreaterThanOrEqual(0);
				expect(input.caret).toBeLessThanOrEqual(count(input.text));
			}
		}),
		{numRuns: 300},
	);
});

test('what was typed can be taken back', () => {
	// Letters that do not join their neighbours: joining is tested above.
	const letters = constantFrom('a', 'Z', '9', '日', '👩‍💻', '🇩🇪', 'é', '-', ':');
	assert(
		property(
			array(letters, {maxLength: 10}),
			array(letters, {maxLength: 10}),
			letters,
			(left, right, letter) => {
				const before = {text: [...left, ...right].join(''), caret: left.length};
				const typed = editInput(before, letter)!;
				expect(typed).toEqual({
					text: [...left, letter, ...right].join(''),
					caret: left.length + 1,
				});
				expect(editInput(typed, 'backspace')).toEqual(before);
				expect(editInput({...typed, caret: left.length}, 'delete')).toEqual(before);
			},
		),
	);
});
