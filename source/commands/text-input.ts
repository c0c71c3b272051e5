import {graphemesOf} from '../text/graphemes.ts';
import {harmless} from '../text/harmless.ts';

/** A line of text being typed. */
export type TextInput = {
	readonly text: string;
	/** Position of the caret, counted in graphemes. */
	readonly caret: number;
};

type Edit = (
	letters: readonly string[],
	caret: number,
) => {letters: readonly string[]; caret: number};

const wordStart = (letters: readonly string[], caret: number): number => {
	let start = caret;
	while (start > 0 && letters[start - 1] === ' ') {
		start--;
	}

	while (start > 0 && letters[start - 1] !== ' ') {
		start--;
	}

	return start;
};

const cut = (letters: readonly string[], from: number, to: number): readonly string[] =>
	letters.toSpliced(from, to - from);

/** What keys do in a line of text: the ones every shell has. */
const edits: Readonly<Record<string, Edit>> = {
	left: (letters, caret) => ({letters, caret: caret - 1}),
	right: (letters, caret) => ({letters, caret: caret + 1}),
	home: (letters) => ({letters, caret: 0}),
	'ctrl+a': (letters) => ({letters, caret: 0}),
	end: (letters) => ({letters, caret: letters.length}),
	'ctrl+e': (letters) => ({letters, caret: letters.length}),
	backspace: (letters, caret) => ({
		letters: cut(letters, Math.max(0, caret - 1), caret),
		caret: caret - 1,
	}),
	delete: (letters, caret) => ({letters: cut(letters, caret, caret + 1), caret}),
	'ctrl+u': (letters, caret) => ({letters: cut(letters, 0, caret), caret: 0}),
	'ctrl+k': (letters, caret) => ({letters: cut(letters, caret, letters.length), caret}),
	'ctrl+w'(letters, caret) {
		const start = wordStart(letters, caret);
		return {letters: cut(letters, start, caret), caret: start};
	},
};

/** The line after a key that edits it, or null when the key means something else. */
export const editInput = (input: TextInput, key: string): TextInput | null => {
	const letters = graphemesOf(input.text);
	const edit = Object.hasOwn(edits, key) ? edits[key] : undefined;
	if (!edit) {
		const typed = key === 'space' ? ' ' : key;
		return graphemesOf(typed).length === 1 ? insertText(input, typed) : null;
	}

	const next = edit(letters, input.caret);
	return {
		text: next.letters.join(''),
		caret: Math.min(Math.max(0, next.caret), next.letters.length),
	};
};

/** Characters of a line; more is a paste by mistake, and would make every key slow. */
const maximumLength = 1000;

/** The line with a text typed or pasted at the caret, on one line, harmless, and no longer than a line. */
export const insertText = (input: TextInput, text: string): TextInput => {
	const letters = graphemesOf(input.text);
	const after = letters.slice(input.caret).join('');
	let before = letters.slice(0, input.caret).join('');
	// More than fits, so that no letter is cut at its end.
	for (const letter of graphemesOf(harmless(text.slice(0, 2 * maximumLength)))) {
		if (before.length + letter.length + after.length > maximumLength) {
			break;
		}

		before += letter;
	}

	// Counted anew: what is added may join what stands before it, as an accent does.
	return {text: before + after, caret: graphemesOf(before).length};
};
