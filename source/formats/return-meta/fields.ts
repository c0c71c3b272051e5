/**
Readers of single values, for files in which every field has been met in several shapes. A value of
a wrong type reads as null, never as something else.
*/
export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = {};

export const isRecord = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const asRecord = (value: unknown): Fields => (isRecord(value) ? value : noFields);

export const asList = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];

export const asText = (value: unknown): string | null => {
	if (typeof value === 'number') {
		return String(value);
	}

	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? null : text;
};

export const asFlag = (value: unknown): boolean => value === true;

/** A count: an integer, 1.5 (the half is not done), a digit string, or the length of a list. */
export const asCount = (value: unknown): number | null => {
	const number = Array.isArray(value)
		? value.length
		: typeof value === 'string' && /^\d{1,6}$/.test(value.trim())
			? Number(value)
			: value;
	return typeof number === 'number' && number >= 0 && number < 1e6 ? Math.floor(number) : null;
};

/** The number of a task: 439, "439", "439-meta". */
export const asTaskNumber = (value: unknown): number | null => {
	const match = /^(\d{1,6})(?!\d)/.exec(asText(value) ?? '');
	return match && (typeof value === 'string' || Number.isInteger(value)) ? Number(match[1]) : null;
};

export const asTaskNumbers = (value: unknown): readonly number[] =>
	asList(value)
		.map((item) => asTaskNumber(item))
		.filter((number) => number !== null);

/** The first of some values that can be read. */
export const firstOf = <Value>(
	read: (value: unknown) => Value | null,
	values: readonly unknown[],
): Value | null => {
	for (const value of values) {
		const result = read(value);
		if (result !== null) {
			return result;
		}
	}

	return null;
};

const sayingKeys = [
	'description',
	'why_it_failed',
	'reason',
	'message',
	'blocker',
	'summary',
	'type',
];

/** What a text, an object that describes something, or a list of both says, as one text. */
export const asSaying = (value: unknown): string | null => {
	if (isRecord(value)) {
		return firstOf(
			asText,
			sayingKeys.map((key) => value[key]),
		);
	}

	if (!Array.isArray(value)) {
		return asText(value);
	}

	const parts = value.map((item) => (Array.isArray(item) ? null : asSaying(item)));
	return asText(parts.filter((part) => part !== null).join('; '));
};

/** One value after the other, joined: `next_steps` is a list now and then. */
export const asSentence = (value: unknown): string | null => {
	const parts = asList(value).map((item) => asText(item));
	return asText(parts.filter((part) => part !== null).join('; '));
};
