import type {core} from 'zod';
import {formatNames} from '../model/format-name.ts';
import {nearest} from '../text/nearest.ts';
import {alertKeys} from './alerts-schema.ts';
import {configSchema} from './config-schema.ts';

export type Issue = core.$ZodIssue;

/** Of a value that may have one of several forms, what is wrong with the form it was meant to have. */
export const meantIssue = (issue: Issue): Issue => {
	if (issue.code !== 'invalid_union') {
		return issue;
	}

	const all = issue.errors.flat();
	const meant =
		all.find(({code}) => code === 'unrecognized_keys') ?? all.find(({path}) => path.length > 0);
	return meant ? {...meant, path: [...issue.path, ...meant.path]} : issue;
};

/** Where in the file to look. */
export const placeOf = (issue: Issue): (string | number)[] => {
	const parts = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
	return parts.filter((part) => typeof part !== 'symbol');
};

/** What is wrong and what would be right, in words that begin with the setting. */
export const wordsOf = (issue: Issue): string => {
	const where = issue.path.map(String).join('.');
	if (issue.code === 'invalid_union') {
		return `"${where}" must be a list, the program first, or an object: {"arguments": [...], "run": "background"}`;
	}

	if (issue.code === 'invalid_key') {
		return `"${where}" ${issue.issues[0]?.message ?? 'cannot be a name'}`;
	}

	if (issue.code === 'unrecognized_keys') {
		return unknownKey(issue.keys[0]!, where);
	}

	if (where === '') {
		return 'a config file holds one object: {"staleMinutes": 20}';
	}

	if (issue.code === 'invalid_value') {
		return `"${where}" must be one of ${issue.values.map((word) => JSON.stringify(word)).join(', ')}`;
	}

	if (issue.code === 'invalid_type') {
		return `"${where}" must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
	}

	if (issue.code === 'too_small') {
		return issue.origin === 'string'
			? `"${where}" must not be empty`
			: `"${where}" must be at least ${issue.minimum}`;
	}

	return issue.code === 'too_big'
		? `"${where}" must be at most ${issue.maximum}`
		: `"${where}" ${issue.message}`;
};

/** The keys of the objects inside, by where they stand; all others are commands. */
const innerKeys: Readonly<Record<string, readonly string[]>> = {
	...alertKeys,
	recovery: ['commands', 'limitMinutes'],
	'recovery.commands': formatNames,
};

const unknownKey = (key: string, where: string): string => {
	const known =
		where === ''
			? Object.keys(configSchema.shape).slice(1)
			: (innerKeys[where] ?? ['arguments', 'run']);
	const meant = nearest(key, known);
	const inside = where === '' ? '' : ` in "${where}"`;
	return `there is no setting "${key}"${inside}; ${meant ? `did you mean "${meant}"?` : `there are ${known.join(', ')}`}`;
};
