import {single as looseMatch} from 'fuzzysort';
import {fields} from './field.ts';
import type {Row} from './rows.ts';

/**
What a person types after `/`: words that match loosely anywhere, `field:value` terms that match one
property exactly enough (`status:failed,blocked agent:jules`), and `-` before either to turn it round.
All terms must hold.
*/
export type Filter = {
	readonly text: string;
	readonly terms: readonly Term[];
};

type Term = {
	readonly isNegated: boolean;
	/** Name of a field, or null for a word that may match anywhere. */
	readonly field: string | null;
	/** Lower case; one of them must match. */
	readonly values: readonly string[];
};

/** Below this a loose match is a coincidence of letters (score of fuzzysort, 0 to 1). */
const looseMatchThreshold = 0.5;

const fieldByName = new Map(fields.map((field) => [field.name, field]));

/** Reads what was typed. Unknown field names are taken as words, so `http://x` finds itself. */
export const parseFilter = (text: string): Filter => ({
	text,
	terms: [...text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi)].flatMap((match): Term[] => {
		const [whole, minus, name, quoted, bare] = match;
		const field = name?.toLowerCase();
		const value = (quoted ?? bare ?? '').toLowerCase();
		if (value === '') {
			return [];
		}

		return field && fieldByName.has(field)
			? [{isNegated: minus === '-', field, values: value.split(',').filter(Boolean)}]
			: [
					{
						isNegated: minus === '-',
						field: null,
						values: [(minus === '-' ? whole.slice(1) : whole).toLowerCase().replaceAll('"', '')],
					},
				];
	}),
});

export const matchesFilter = (row: Row, filter: Filter): boolean =>
	filter.terms.every((term) => matchesTerm(row, term) !== term.isNegated);

const matchesTerm = (row: Row, {field, values}: Term): boolean => {
	if (field !== null) {
		const actual = fieldByName
			.get(field)!
			.values(row)
			.filter((value) => value !== null)
			.map((value) => value.toLowerCase());
		return values.some((value) => actual.some((text) => text.includes(value)));
	}

	const text = searchText(row);
	return values.some((value) => {
		if (text.includes(value)) {
			return true;
		}

		// Two letters match nearly everything loosely.
		return value.length > 2 && (looseMatch(value, text)?.score ?? 0) >= looseMatchThreshold;
	});
};

const searchTexts = new WeakMap<Row, string>();

/** What words are looked for in; remembered, because a filter is asked on every key. */
const searchText = (row: Row): string => {
	const known = searchTexts.get(row);
	if (known !== undefined) {
		return known;
	}

	const {task} = row;
	const text = [
		task.id,
		task.title,
		row.status,
		task.stage?.name,
		task.agent,
		task.group,
		task.error?.message,
		task.nextStep,
		...row.attention.map(({message}) => message),
	]
		.filter(Boolean)
		.join(' ')
		.toLowerCase();
	searchTexts.set(row, text);
	return text;
};
