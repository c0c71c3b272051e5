import {prepare, type Prepared, single as looseMatch} from 'fuzzysort';
import {fields} from './field.ts';
import type {Row} from './rows.ts';

/**
What a person types after `/`: words that match loosely anywhere, `field:value` terms that match one
property exactly enough (`status:failed,blocked agent:jules`), and `-` before either to turn it round.
All terms must hold. A word that is turned round must match to the letter: a loose match must not hide a
task nobody meant.
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

/**
Reads what was typed. Unknown field names are taken as words, so `http://x` finds itself. A term that is
not finished (`status:`, `-`) asks for nothing yet, so the list does not run empty while one types.
*/
export const parseFilter = (text: string): Filter => ({
	text,
	terms: [...text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]\S*))?/gi)]
		.map(([whole, minus, name, quoted, bare]): Term => {
			const isNegated = minus === '-';
			const field = name?.toLowerCase() ?? null;
			const value = (quoted ?? bare ?? '').toLowerCase();
			return field !== null && fieldByName.has(field)
				? {isNegated, field, values: value.split(',').filter(Boolean)}
				: {
						isNegated,
						field: null,
						values: [whole.slice(minus!.length).toLowerCase().replaceAll('"', '')].filter(Boolean),
					};
		})
		.filter(({values}) => values.length > 0),
});

export const matchesFilter = (row: Row, filter: Filter): boolean =>
	filter.terms.every((term) => matchesTerm(row, term) !== term.isNegated);

const matchesTerm = (row: Row, {isNegated, field, values}: Term): boolean => {
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
		if (text.target.includes(value)) {
			return true;
		}

		// Two letters match nearly everything loosely.
		return (
			!isNegated && value.length > 2 && (looseMatch(value, text)?.score ?? 0) >= looseMatchThreshold
		);
	});
};

const searchTexts = new WeakMap<Row, Prepared>();

/**
What words are looked for in; remembered, because a filter is asked on every key. Prepared here and not by
fuzzysort, which would keep every text that ever was.
*/
const searchText = (row: Row): Prepared => {
	const known = searchTexts.get(row);
	if (known !== undefined) {
		return known;
	}

	const {task} = row;
	const words = [
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
	const text = prepare(words);
	searchTexts.set(row, text);
	return text;
};
