import type {core} from 'zod';
import {readJson} from '../formats/json.ts';
import type {Settings} from '../model/settings.ts';
import {nearest} from '../text/nearest.ts';
import {type Config, configSchema} from './config-schema.ts';
import {UsageError} from './usage-error.ts';

/**
The settings in the text of a config file.

@param name of the file, for messages.
@throws {UsageError} with the line of the first thing that is wrong.
*/
export const parseConfig = (text: string, name: string): Partial<Settings> => {
	const reading = readJson(text);
	const {value, damage, duplicateKeys} = reading;
	if (damage) {
		throw new UsageError(`${name}:${damage.line}:${damage.column}: not JSON: ${damage.message}`);
	}

	const [twice] = duplicateKeys;
	if (twice) {
		throw new UsageError(`${name}:${twice.line}: "${twice.key}" stands twice`);
	}

	// Strict objects are only recognised with a prototype; reading makes them without.
	const parsed = configSchema.safeParse(isObject(value) ? {...value} : value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		throw new UsageError(`${name}:${reading.lineOf(placeOf(issue))}: ${wordsOf(issue)}`);
	}

	return settingsOf(parsed.data);
};

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

type Issue = core.$ZodIssue;

const placeOf = (issue: Issue): (string | number)[] => {
	const parts = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
	return parts.filter((part) => typeof part !== 'symbol');
};

const wordsOf = (issue: Issue): string => {
	const where = issue.path.map(String).join('.');
	if (issue.code === 'unrecognized_keys') {
		const key = issue.keys[0]!;
		const known = Object.keys(configSchema.shape);
		const meant = nearest(key, known);
		return `there is no setting "${key}"; ${meant ? `did you mean "${meant}"?` : `there are ${known.slice(1).join(', ')}`}`;
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

const settingsOf = ({
	formats,
	staleMinutes,
	readOnly,
	color,
	theme,
	ignoredFolders,
	reconcileSeconds,
}: Config): Partial<Settings> => ({
	...(formats && {formats}),
	...(staleMinutes !== undefined && {staleMinutes}),
	...(readOnly !== undefined && {isReadOnly: readOnly}),
	...(color && {color}),
	...(theme && {theme}),
	...(ignoredFolders && {ignoredFolders}),
	...(reconcileSeconds !== undefined && {reconcileSeconds}),
});
