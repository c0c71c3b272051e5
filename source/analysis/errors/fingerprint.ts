import {foldingRules} from './fingerprint-rules.ts';

/** Messages can be whole logs; what an error is stands at their start, or at their end (a traceback). */
const considered = 2000;

/** What a person can read at once. */
const longest = 160;

const traceback = 'Traceback (most recent call last)';

const typeName = /(?<![\w.])[A-Z]\w{0,60}(?:Error|Exception|Expired|Interrupt|Exit)(?!\w)/g;

/**
The pattern of an error: its message without what differs from one time to the next (numbers, paths, ids,
hashes, quoted texts, times, lengths of time). Two messages with the same pattern tell of the same error;
compare with `patternKey`.
*/
export const patternOf = (message: string): string => {
	const folded = foldingRules
		.reduce((text, {pattern, instead}) => text.replaceAll(pattern, instead), core(message))
		.trim();
	return folded.length > longest ? `${folded.slice(0, longest - 1).trimEnd()}…` : folded;
};

/** The same for patterns that differ in nothing but case. */
export const patternKey = (pattern: string): string => pattern.toLowerCase();

const core = (message: string): string => {
	if (!message.trimStart().startsWith(traceback)) {
		return message.trimStart().slice(0, considered);
	}

	// What went wrong stands last; before it stands where.
	const end = message.slice(-considered);
	const last = [...end.matchAll(typeName)].at(-1);
	return last ? end.slice(last.index) : end;
};
