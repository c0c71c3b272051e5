import {nearest} from '../text/nearest.ts';
import {type Flag, type FlagKind, type FlagName, flagTable} from './flags.ts';
import {UsageError} from './usage-error.ts';

/** A flag as meow hands it over. */
export type FlagText = string | boolean | readonly string[] | undefined;

/**
What the text of a flag means, or undefined when it was not given.

@throws {UsageError} when it means nothing.
*/
export const flagValue = (name: FlagName, raw: FlagText): unknown => {
	const flag = flagTable[name];
	if (raw === undefined || typeof raw === 'boolean') {
		return raw;
	}

	if (typeof raw === 'string') {
		return valueOf(flag, raw);
	}

	return raw.length === 0 ? undefined : [...new Set(raw.map((item) => valueOf(flag, item)))];
};

const valueOf = (flag: Flag, text: string): string | number => {
	const {kind} = flag;
	if (text === '') {
		throw new UsageError(`--${flag.text} needs a value: --${flag.text} ${flag.placeholder}`);
	}

	if (kind.type === 'word') {
		return wordOf(flag, kind.choices, text);
	}

	return kind.type === 'number' ? numberOf(flag, kind, text) : text;
};

const wordOf = (flag: Flag, choices: readonly string[], text: string): string => {
	if (choices.includes(text)) {
		return text;
	}

	const meant = nearest(text, choices);
	throw new UsageError(
		`--${flag.text} cannot be "${text}"; ${meant ? `did you mean "${meant}"?` : `it is one of ${choices.join(', ')}`}`,
	);
};

const numberOf = (flag: Flag, kind: Extract<FlagKind, {type: 'number'}>, text: string): number => {
	const value = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
	const isFitting = value >= kind.minimum && value <= kind.maximum;
	if (isFitting && (!kind.isWhole || Number.isInteger(value))) {
		return value;
	}

	throw new UsageError(
		`--${flag.text} needs ${kind.unit} from ${kind.minimum} to ${kind.maximum}, not "${text}"`,
	);
};
