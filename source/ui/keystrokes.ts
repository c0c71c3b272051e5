import type {Key} from 'ink';
import {graphemesOf} from '../text/graphemes.ts';

const namedKeys: readonly [flag: keyof Key, name: string][] = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
];

/**
The keys in one input event, by name: `j`, `G`, `down`, `ctrl+d`, `space`. Fast typing arrives as one
event with several letters; each is a key of its own, so that none is lost.
*/
export const keystrokesOf = (input: string, key: Key): readonly string[] => {
	if (key.eventType === 'release') {
		return [];
	}

	const named = namedKeys.find(([flag]) => key[flag]);
	if (named) {
		return [named[1]];
	}

	if (key.ctrl) {
		return input === '' ? [] : [`ctrl+${input.toLowerCase()}`];
	}

	const letters = graphemesOf(input).map((letter) => nameOf(letter));
	// Escape and a letter right after it look the same as the letter with Alt; nothing has Alt here.
	return key.meta ? ['escape', ...letters] : letters;
};

const controlNames: Readonly<Record<string, string>> = {
	' ': 'space',
	'\r': 'enter',
	'\n': 'enter',
	'\r\n': 'enter',
	'\t': 'tab',
	'\b': 'backspace',
	'\u007F': 'backspace',
	'\u001B': 'escape',
};

/** Control characters that came along with letters have names too: `\u0004` is `ctrl+d`. */
const nameOf = (segment: string): string => {
	const name = controlNames[segment];
	if (name !== undefined) {
		return name;
	}

	return /^[\u0001-\u001A]$/.test(segment)
		? `ctrl+${String.fromCodePoint(segment.codePointAt(0)! + 96)}`
		: segment;
};
