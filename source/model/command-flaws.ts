import {nearest} from '../text/nearest.ts';
import {placeholderPattern, placeholders} from './user-command.ts';

/** What is wrong with one argument of a configured command. */
export type CommandFlaw = {
	/** Which argument, from 0: the program. */
	readonly index: number;
	/** Goes on a sentence that begins with the place. */
	readonly message: string;
};

/**
Programs that take a program as an argument. A text from a file in there would be run, whatever quotes
stand around it, so no placeholder may.
*/
const interpreters: readonly {
	readonly programs: RegExp;
	/** The argument behind which the program text stands; null: all arguments are one. */
	readonly flag: RegExp | null;
	/** All further arguments are part of it; else only the next is, and the rest arrive as values. */
	readonly takesAll: boolean;
	/** Arguments that hold the flag and the program text in one: `--eval=...`. */
	readonly joined?: RegExp;
}[] = [
	{
		programs: /^(ba|da|z|k|mk|a|c|tc)?sh$|^fish$|^nu$/,
		flag: /^-[a-z]*c$|^--command$/,
		takesAll: false,
		joined: /^--(command|init-command)=|^-C./,
	},
	{programs: /^cmd$/, flag: /^\/[ckr]$/i, takesAll: true},
	{programs: /^(powershell|pwsh)$/, flag: /^[-/](c|command|e|ec|encodedcommand)$/i, takesAll: true},
	{
		programs: /^(node|bun|deno|perl|ruby|python[\d.]*|php|lua|osascript)$/,
		flag: /^(-[a-z]*[ceEpr]|--eval|--print|eval)$/,
		takesAll: false,
		joined: /^--(eval|print|import|require|run)=|^-[eEpr]./,
	},
	{programs: /^([gmn]?awk|sed)$/, flag: null, takesAll: true},
	{programs: /^(g?make)$/, flag: /^--eval$/, takesAll: false, joined: /^--eval=|^\w+[:?+]?=/},
	{
		programs: /^(script|flock|runuser)$/,
		flag: /^-[a-z]*c$|^--command$/,
		takesAll: false,
		joined: /^--(command|session-command)=|^-c./,
	},
	{
		programs: /^git$/,
		flag: /^(-c|--config-env|--exec-path)$/,
		takesAll: false,
		joined: /^--(config-env|exec-path|upload-pack|receive-pack|exec)=|^-c./,
	},
	{programs: /^(ssh|watch|su|tmux|screen|eval|parallel)$/, flag: null, takesAll: true},
];

/** Null when every argument can be used. */
export const commandFlaw = (words: readonly string[]): CommandFlaw | null => {
	const program = words[0] ?? '';
	if (program.trim() === '') {
		return {index: 0, message: 'must name a program'};
	}

	if (hasPlaceholder(program)) {
		return {index: 0, message: 'is the program, and takes no placeholder'};
	}

	if (!isAbsolute(program) && /[/\\]/.test(program)) {
		return {
			index: 0,
			message:
				'must be the name of a program, or an absolute path: a relative one would be looked for in the watched folder',
		};
	}

	for (const [index, word] of words.entries()) {
		const unknown = namesIn(word).find((name) => !Object.hasOwn(placeholders, name));
		if (unknown !== undefined) {
			return {index, message: unknownPlaceholder(unknown)};
		}
	}

	const run = runIndexes(words).find((index) => hasPlaceholder(words[index]!));
	return run === undefined
		? null
		: {
				index: run,
				message: `is run as a program by ${nameOf(words, run)}, so no placeholder may stand in it`,
			};
};

const namesIn = (word: string): string[] =>
	[...word.matchAll(placeholderPattern)].map(([, name]) => name!);

const hasPlaceholder = (word: string): boolean => namesIn(word).length > 0;

const unknownPlaceholder = (name: string): string => {
	const known = Object.keys(placeholders);
	const meant = nearest(name, known);
	return `knows no placeholder {${name}}; ${meant ? `did you mean {${meant}}?` : `there are ${known.map((word) => `{${word}}`).join(' ')}`}`;
};

const isAbsolute = (program: string): boolean => /^(\/|[A-Za-z]:[/\\])/.test(program);

const baseName = (word: string): string =>
	word
		.replace(/^.*[/\\]/, '')
		.replace(/\.exe$/i, '')
		.toLowerCase();

/** Arguments that an interpreter among the words would run: `sudo sh -c` is one as well. */
const runIndexes = (words: readonly string[]): readonly number[] =>
	words.flatMap((word, at) =>
		interpreters
			.filter(({programs}) => programs.test(baseName(word)))
			.flatMap(({flag, takesAll, joined}) => {
				if (flag === null) {
					// As a later word, these names are as likely a plain argument.
					return at === 0 ? words.map((_, index) => index).slice(1) : [];
				}

				const flagAt = words.findIndex((other, index) => index > at && flag.test(other));
				const inOne = words.flatMap((other, index) =>
					index > at && joined?.test(other) ? [index] : [],
				);
				const behind = flagAt === -1 ? [] : words.map((_, index) => index).slice(flagAt + 1);
				return [...inOne, ...(takesAll ? behind : behind.slice(0, 1))];
			}),
	);

const nameOf = (words: readonly string[], until: number): string =>
	words
		.slice(0, until)
		.map((word) => baseName(word))
		.findLast((name) => interpreters.some(({programs}) => programs.test(name))) ?? 'it';
