import {nearest} from '../text/nearest.ts';
import {type Flag, type FlagName, flagNames, flagTable} from './flags.ts';
import {UsageError} from './usage-error.ts';

type Match = {readonly name: FlagName; readonly flag: Flag; readonly isNegated: boolean};

/**
Refuses what no flag of metawatch looks like, before anything else reads the arguments: parsers guess
at unknown flags and swallow the path behind them.

@returns the flags that were used, and the arguments with every value joined to its flag (`--stale=5`).
*/
export const checkFlags = (
	argv: readonly string[],
): {readonly used: ReadonlySet<FlagName>; readonly given: readonly string[]} => {
	const used = new Set<FlagName>();
	const given: string[] = [];
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index]!;
		if (!argument.startsWith('-') || argument === '-') {
			given.push(argument);
			continue;
		}

		const [word, ...rest] = argument.split('=');
		const {name, flag, isNegated} = find(word!);
		if (used.has(name) && !('isRepeatable' in flag.kind && flag.kind.isRepeatable)) {
			throw new UsageError(`--${flag.text} is given twice`);
		}

		used.add(name);
		if (flag.kind.type === 'switch') {
			if (rest.length > 0) {
				throw new UsageError(`${word} takes no value: write ${word} alone`);
			}

			given.push(isNegated ? `--no-${flag.text}` : `--${flag.text}`);
			continue;
		}

		const next = argv[index + 1];
		// A dash alone stands for stdout, a dash with digits is a number.
		const isNextValue = next !== undefined && (!next.startsWith('-') || /^-(\d|$)/.test(next));
		if (rest.length > 0) {
			given.push(`--${flag.text}=${rest.join('=')}`);
		} else if (isNextValue) {
			given.push(`--${flag.text}=${next}`);
			index++;
		} else {
			given.push(`--${flag.text}=${fallbackOf(flag)}`);
		}
	}

	return {used, given};
};

const find = (word: string): Match => {
	for (const name of flagNames) {
		const flag = flagTable[name];
		if (word === `--${flag.text}` || (flag.short && word === `-${flag.short}`)) {
			return {name, flag, isNegated: false};
		}

		if (word === `--no-${flag.text}` && flag.kind.type === 'switch' && flag.kind.isNegatable) {
			return {name, flag, isNegated: true};
		}
	}

	throw new UsageError(`there is no flag ${word}; ${suggestion(word)}`);
};

const allTexts: readonly string[] = flagNames.flatMap((name) => {
	const {text, kind} = flagTable[name];
	return kind.type === 'switch' && kind.isNegatable ? [text, `no-${text}`] : [text];
});

const suggestion = (word: string): string => {
	const meant = nearest(word.replace(/^-+/, ''), allTexts);
	return meant ? `did you mean --${meant}?` : 'see "metawatch --help"';
};

const fallbackOf = ({text, placeholder, kind}: Flag): string => {
	if (kind.type === 'number' && kind.fallback !== undefined) {
		return String(kind.fallback);
	}

	throw new UsageError(`--${text} needs a value: --${text} ${placeholder}`);
};
