/** What a terminal or an editor would obey, or hide, when it meets it outside of a string of JSON. */
const obeyed =
	/[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

const joiner = '\u200D';

/**
One JSON document as text, indented. Names of files keep every character they have, but those that a
terminal would obey are written as `\uXXXX`: the same value to every parser, and harmless to look at.
*/
export const jsonText = (document: unknown): string =>
	`${withoutObeyed(JSON.stringify(document, null, '\t'))}\n`;

/** One value as JSON on one line, as harmless, without an end of line. */
export const jsonLine = (value: unknown): string => withoutObeyed(JSON.stringify(value));

const withoutObeyed = (json: string): string =>
	json.replaceAll(obeyed, (character) =>
		// The joiner inside of emoji does no harm.
		character === joiner
			? character
			: `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
	);
