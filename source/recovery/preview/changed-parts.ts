import {diffWordsWithSpace} from 'diff';

/** A piece of a line, and whether it is what changed in it. */
export type Part = {readonly text: string; readonly isChanged: boolean};

/** Comparing word by word grows with the square of what changed; longer changes are shown as one. */
const longestByWords = 600;

/** What changed inside a line: the line before and the line after, in pieces. */
export const changedParts = (
	before: string,
	after: string,
): {readonly before: readonly Part[]; readonly after: readonly Part[]} => {
	const start = commonStart(before, after);
	const end = commonEnd(before.slice(start), after.slice(start));
	const inner = [before, after].map((text) => text.slice(start, text.length - end));
	const [old, fresh] = inner as [string, string];
	const head = {text: before.slice(0, start), isChanged: false};
	const tail = {text: before.slice(before.length - end), isChanged: false};
	const words =
		old.length + fresh.length <= longestByWords
			? diffWordsWithSpace(old, fresh)
			: [
					{value: old, removed: true, added: false},
					{value: fresh, removed: false, added: true},
				];
	const side = (isOther: 'added' | 'removed'): readonly Part[] =>
		[
			head,
			...words
				.filter((word) => !word[isOther])
				.map(({value, added, removed}) => ({text: value, isChanged: added || removed})),
			tail,
		].filter(({text}) => text !== '');
	return {before: side('added'), after: side('removed')};
};

/** Ends before a surrogate pair, so that no character is torn. */
const commonStart = (a: string, b: string): number => {
	const most = Math.min(a.length, b.length);
	let length = 0;
	while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) {
		length++;
	}

	return isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length;
};

const commonEnd = (a: string, b: string): number => {
	const most = Math.min(a.length, b.length);
	let length = 0;
	while (
		length < most &&
		a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)
	) {
		length++;
	}

	return isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length;
};

const isHighSurrogate = (code: number): boolean => code >= 0xd8_00 && code <= 0xdb_ff;
const isLowSurrogate = (code: number): boolean => code >= 0xdc_00 && code <= 0xdf_ff;
