/** What a terminal would obey or hide: controls, soft and zero-width marks, bidirectional overrides. */
const unseen =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu;

/**
A line of a file as it can be shown: nothing is left out, because a person has to see everything that
changes. Controls become their pictures (`␛`), what else can't be seen its number, a tab two blanks.
*/
export const visible = (text: string): string => text.replaceAll(unseen, picture);

const picture = (character: string): string => {
	const code = character.codePointAt(0)!;
	if (character === '\t') {
		return '  ';
	}

	return code < 0x20
		? String.fromCodePoint(0x24_00 + code)
		: code === 0x7f
			? '␡'
			: `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};
