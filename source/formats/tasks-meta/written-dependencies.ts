import type {WrittenDependency} from './values.ts';

const inBrackets = /\(\s{0,8}depends on:?\s+([^()]{1,400})\)/i;
const atEnd = /(?:^|[.;,]\s+|\s[—–-]\s+)Depends on:?\s+([^()]{1,400})$/i;
const idRange = /^(T[\w-]{0,40}?|)(\d{1,9})\s*(?:-|–|—|\.\.|to)\s*(T[\w-]{0,40}?|)(\d{1,9})$/;
const singleId = /^(?:T(?![a-z])[\w.-]*\d[\w.-]*|\d+(?:\.\d+)*)$/;
/** A range that runs backwards or too far names nothing. */
const looksLikeRange = /\d-T?\d/;
const nothing = /^(?:none|n\/a|nothing|no|[-—–]*)\.?$/i;

/** Wider ranges are a mistake: nobody lists thousands of tasks by two numbers. */
const widestRange = 500;

/** Dependencies named in the text of a task, and the text without them. */
export const takeDependencies = (
	text: string,
	line: number,
): {text: string; dependencies: readonly WrittenDependency[]} => {
	const bracket = inBrackets.exec(text);
	if (bracket) {
		const rest = text.slice(0, bracket.index) + text.slice(bracket.index + bracket[0].length);
		return {text: rest, dependencies: readDependencies(bracket[1]!, line)};
	}

	const end = atEnd.exec(text);
	const dependencies = end ? readDependencies(end[1]!, line) : [];
	// At the end of a sentence only ids are meant as dependencies: "depends on the weather" is prose.
	return end && dependencies.length > 0 && dependencies.every((item) => item.id !== null)
		? {text: text.slice(0, end.index), dependencies}
		: {text, dependencies: []};
};

/** Reads "T002-T004, T007 and T009": ids, ranges of ids, and whatever else is named. */
export const readDependencies = (text: string, line: number): readonly WrittenDependency[] =>
	text
		.slice(0, 1000)
		.split(/[,;&+]|\band\b/)
		.map((part) => part.trim().replaceAll(/^[`*[(]{1,4}|[`*\]).]{1,4}$/g, ''))
		.filter((part) => !nothing.test(part))
		.flatMap((part): readonly WrittenDependency[] => {
			const members = rangeMembers(part);
			if (members) {
				return members.map((id, index) => ({
					raw: part,
					id,
					isOptional: index > 0 && index < members.length - 1,
					line,
				}));
			}

			const isId = singleId.test(part) && !looksLikeRange.test(part);
			return [{raw: part, id: isId ? part : null, isOptional: false, line}];
		});

const rangeMembers = (text: string): readonly string[] | null => {
	const match = text.length > 100 ? null : idRange.exec(text);
	if (!match) {
		return null;
	}

	const [, prefix = '', from = '', secondPrefix = '', to = ''] = match;
	const count = Number(to) - Number(from) + 1;
	if ((secondPrefix !== '' && secondPrefix !== prefix) || count < 2 || count > widestRange) {
		return null;
	}

	return Array.from(
		{length: count},
		(_, index) => prefix + String(Number(from) + index).padStart(from.length, '0'),
	);
};
