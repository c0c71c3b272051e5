import {prepare, type Prepared, single as looseMatch} from 'fuzzysort';
import {type Field, fields, type FoundProblem, problemFields} from './field.ts';
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
	/** Names before a colon that no field has: taken as words, but worth a remark when nothing matches. */
	readonly unknownFields: readonly string[];
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

type Matcher<Subject> = {
	/**
	Reads what was typed. Unknown field names are taken as words, so `http://x` finds itself. A term that
	is not finished (`status:`, `-`) asks for nothing yet, so the list does not run empty while one types.
	*/
	readonly parse: (text: string) => Filter;
	readonly matches: (subject: Subject, filter: Filter) => boolean;
};

export const createMatcher = <Subject extends object>(
	known: readonly Field<Subject>[],
	wordsOf: (subject: Subject) => string,
): Matcher<Subject> => {
	const fieldByName = new Map(known.map((field) => [field.name, field]));
	const searchTexts = new WeakMap<Subject, Prepared>();

	/**
	What words are looked for in; remembered, because a filter is asked on every key. Prepared here and
	not by fuzzysort, which would keep every text that ever was.
	*/
	const searchText = (subject: Subject): Prepared => {
		let text = searchTexts.get(subject);
		if (text === undefined) {
			text = prepare(wordsOf(subject).toLowerCase());
			searchTexts.set(subject, text);
		}

		return text;
	};

	const matchesTerm = (subject: Subject, {isNegated, field, values}: Term): boolean => {
		if (field !== null) {
			const actual = fieldByName
				.get(field)!
				.values(subject)
				.filter((value) => value !== null)
				.map((value) => value.toLowerCase());
			return values.some((value) => actual.some((text) => text.includes(value)));
		}

		const text = searchText(subject);
		return values.some(
			(value) =>
				text.target.includes(value) ||
				// Two letters match nearly everything loosely.
				(!isNegated &&
					value.length > 2 &&
					(looseMatch(value, text)?.score ?? 0) >= looseMatchThreshold),
		);
	};

	return {
		parse(text) {
			const unknownFields: string[] = [];
			const terms = [...text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]\S*))?/gi)]
				.map(([whole, minus, name, quoted, bare]): Term => {
					const isNegated = minus === '-';
					const field = name?.toLowerCase() ?? null;
					const value = (quoted ?? bare ?? '').toLowerCase();
					if (field !== null && fieldByName.has(field)) {
						return {isNegated, field, values: value.split(',').filter(Boolean)};
					}

					if (field !== null && !value.startsWith('//')) {
						unknownFields.push(field);
					}

					return {
						isNegated,
						field: null,
						values: [whole.slice(minus!.length).toLowerCase().replaceAll('"', '')].filter(Boolean),
					};
				})
				.filter(({values}) => values.length > 0);
			return {text, terms, unknownFields};
		},
		matches: (subject, filter) =>
			filter.terms.every((term) => matchesTerm(subject, term) !== term.isNegated),
	};
};

const taskMatcher = createMatcher<Row>(fields, ({task, status, attention}) =>
	[
		task.id,
		task.title,
		status,
		task.stage?.name,
		task.agent,
		task.group,
		task.error?.message,
		task.nextStep,
		...attention.map(({message}) => message),
	]
		.filter(Boolean)
		.join(' '),
);

const problemMatcher = createMatcher<FoundProblem>(
	problemFields,
	({severity, code, message, path, format}) => [severity, code, message, path, format].join(' '),
);

export const parseFilter = taskMatcher.parse;
export const matchesFilter = taskMatcher.matches;
export const parseProblemFilter = problemMatcher.parse;
export const matchesProblemFilter = problemMatcher.matches;
