/**
Text from a file may carry anything: escape sequences that repaint the screen or write the
clipboard, bidirectional overrides that reverse a line, newlines that break a table. Every string
passes through here once, where it enters.
*/

// Whole escape sequences first, so that their parameters do not stay behind as text:
// OSC, DCS, PM, APC, SOS (ended by BEL or ST, by another escape, or by the end of the text), then CSI,
// then the rest. No way through a sequence can fail once it began: a body that had to be given back
// would be looked at anew from each introducer inside of it.
const sequences =
	/(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?|(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]?|\u001B[\u0020-\u002F]*[\u0030-\u007E]?/g;

// Controls, soft and zero-width marks (joiners inside emoji are kept), bidirectional marks and
// overrides, line and paragraph separators, interlinear and tag characters, lone surrogates.
const unsafe =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu;

const suspicious =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF\uFFF9-\uFFFB]/;

const blanks = /[\t\n\r\u000B\u000C\u0085\u2028\u2029]+/g;

/**
The same text on one line, without anything a terminal would obey. Runs of line breaks and tabs
become one blank; everything else that is unsafe is dropped. Harmless text is returned as it is.
*/
export const harmless = (text: string): string => {
	if (!suspicious.test(text)) {
		return text;
	}

	const cleaned = text.replaceAll(sequences, '').replaceAll(blanks, ' ').replaceAll(unsafe, '');
	return cleaned === text ? text : cleaned.trim();
};

/** Makes every string inside a parsed value harmless: keys as well as values, at any depth. */
export const harmlessDeep = (value: unknown): unknown => {
	if (typeof value === 'string') {
		return harmless(value);
	}

	if (Array.isArray(value)) {
		return value.map((item) => harmlessDeep(item));
	}

	if (typeof value === 'object' && value !== null) {
		const copy: Record<string, unknown> = Object.create(null);
		for (const key of Object.keys(value)) {
			copy[harmless(key)] = harmlessDeep(Reflect.get(value, key));
		}

		return copy;
	}

	return value;
};
