import type {Key} from 'ink';
import {assert, array, constantFrom, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {keystrokesOf} from '../../source/ui/keystrokes.ts';

const plain: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const strokes = (input: string, key: Partial<Key> = {}): readonly string[] =>
	keystrokesOf(input, {...plain, ...key});

describe('keys', () => {
	test.for([
		[{upArrow: true}, 'up'],
		[{downArrow: true}, 'down'],
		[{leftArrow: true}, 'left'],
		[{rightArrow: true}, 'right'],
		[{pageUp: true}, 'pageup'],
		[{pageDown: true}, 'pagedown'],
		[{home: true}, 'home'],
		[{end: true}, 'end'],
		[{return: true}, 'enter'],
		[{escape: true}, 'escape'],
		[{tab: true}, 'tab'],
		[{backspace: true}, 'backspace'],
		[{delete: true}, 'delete'],
	] as const)('%j are %s', ([key, name]) => {
		expect(strokes('', key)).toEqual([name]);
	});

	test('with Ctrl have its name', () => {
		expect(strokes('d', {ctrl: true})).toEqual(['ctrl+d']);
		expect(strokes('D', {ctrl: true, shift: true})).toEqual(['ctrl+d']);
		expect(strokes('', {ctrl: true})).toEqual([]);
	});

	test('are letters, large and small', () => {
		expect(strokes('j')).toEqual(['j']);
		expect(strokes('G', {shift: true})).toEqual(['G']);
		expect(strokes(' ')).toEqual(['space']);
	});

	test('without a character or a name are nothing', () => {
		expect(strokes('')).toEqual([]);
	});

	test('are heard when they go down, not when they come up', () => {
		expect(strokes('j', {eventType: 'press'})).toEqual(['j']);
		expect(strokes('j', {eventType: 'repeat'})).toEqual(['j']);
		expect(strokes('j', {eventType: 'release'})).toEqual([]);
		expect(strokes('', {eventType: 'release', downArrow: true})).toEqual([]);
	});
});

describe('several keys that arrive as one', () => {
	test.for([
		['jjj', ['j', 'j', 'j']],
		['/status:failed', ['/', ...'status:failed'.split('')]],
		['/a b\r', ['/', 'a', 'space', 'b', 'enter']],
		['ab\u007Fc', ['a', 'b', 'backspace', 'c']],
		['ab\bc', ['a', 'b', 'backspace', 'c']],
		['j\u0004k', ['j', 'ctrl+d', 'k']],
		['a\tb', ['a', 'tab', 'b']],
		['a\r\nb', ['a', 'enter', 'b']],
		['a\nb', ['a', 'enter', 'b']],
		['a\u001Bb', ['a', 'escape', 'b']],
		['\u0003', ['ctrl+c']],
		['日本', ['日', '本']],
		['👩‍💻🇩🇪👍🏽', ['👩‍💻', '🇩🇪', '👍🏽']],
		['e\u0301x', ['e\u0301', 'x']],
	] as const)('%j', ([input, expected]) => {
		expect(strokes(input)).toEqual(expected);
	});

	test('begin with Escape when a letter comes right after it', () => {
		expect(strokes('j', {meta: true})).toEqual(['escape', 'j']);
		expect(strokes('', {meta: true, escape: true})).toEqual(['escape']);
		expect(strokes('', {meta: true, upArrow: true})).toEqual(['up']);
	});

	test('are the same as one by one', () => {
		const letters = constantFrom('a', 'J', '/', ':', ' ', '\t', '\u007F', '\u0004', '日', '👩‍💻');
		assert(
			property(array(letters, {maxLength: 20}), (typed) => {
				expect(strokes(typed.join(''))).toEqual(typed.flatMap((letter) => strokes(letter)));
			}),
		);
	});
});

test('every key of a command can be pressed', () => {
	const named = new Set(
		['upArrow', 'downArrow', 'leftArrow', 'rightArrow', 'pageUp', 'pageDown', 'home', 'end']
			.concat('return', 'escape', 'tab', 'backspace', 'delete')
			.flatMap((flag) => strokes('', {[flag]: true})),
	);
	for (const key of commands.flatMap(({keys}) => keys)) {
		const letter = /^ctrl\+(.)$/.exec(key)?.[1];
		const heard = letter
			? strokes(letter, {ctrl: true})
			: named.has(key)
				? [key]
				: strokes(key === 'space' ? ' ' : key);
		expect(heard).toEqual([key]);
	}
});
