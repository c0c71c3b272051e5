import meow from 'meow';
import packageJson from '../../package.json' with {type: 'json'};
import {nearest} from '../text/nearest.ts';
import {checkFlags} from './check-flags.ts';
import type {Command, Invocation} from './command.ts';
import {commandByName, commandNames, screenCommand} from './commands.ts';
import {type FlagName, flagNames, flagTable, type FlagValues} from './flags.ts';
import {type FlagText, flagValue} from './flag-value.ts';
import {tellFormatsApart} from './output-format.ts';
import {UsageError} from './usage-error.ts';

export type Arguments =
	| {readonly type: 'run'; readonly command: Command; readonly invocation: Invocation}
	| {readonly type: 'help'; readonly command: Command}
	| {readonly type: 'version'};

/**
Understands a command line: flags before or after the command, paths anywhere, only paths behind
`--`.

@throws {UsageError} whose message says what is wrong and what would be right.
*/
export const parseArguments = (argv: readonly string[]): Arguments => {
	const separator = argv.indexOf('--');
	const before = separator === -1 ? argv : argv.slice(0, separator);
	const behind = separator === -1 ? [] : argv.slice(separator + 1);
	const {used, given} = checkFlags(before);
	const {input, flags} = split(tellFormatsApart(given));
	const asksHelp = flags.help === true || input[0] === 'help';
	const words = input[0] === 'help' ? input.slice(1) : input;
	const command = words[0] === undefined ? undefined : commandByName(words[0]);
	if (asksHelp) {
		return {type: 'help', command: command ?? helpTopic(words[0], input[0] === 'help')};
	}

	if (flags.version) {
		return {type: 'version'};
	}

	const chosen = command ?? screenCommand;
	for (const name of used) {
		refuseForeignFlag(name, chosen);
	}

	const paths = [...(command ? words.slice(1) : words), ...behind];
	if (!chosen.takesPaths && paths.length > 0) {
		throw new UsageError(
			`"metawatch ${chosen.name}" takes no path, but "${paths[0]}" was given; see "metawatch ${chosen.name} --help"`,
		);
	}

	return {type: 'run', command: chosen, invocation: {paths, flags}};
};

/** The flags as meow wants them; every value comes as text and is judged by us, in our words. */
const meowFlags = Object.fromEntries(
	flagNames.map((name) => {
		const {kind, short} = flagTable[name];
		return [
			name,
			{
				type: kind.type === 'switch' ? 'boolean' : 'string',
				...(short && {shortFlag: short}),
				...('isRepeatable' in kind && kind.isRepeatable && {isMultiple: true}),
			},
		];
	}),
) as Record<string, {type: 'boolean' | 'string'; shortFlag?: string; isMultiple?: true}>;

const split = (argv: readonly string[]): {input: readonly string[]; flags: FlagValues} => {
	const {input, flags} = meow({
		importMeta: import.meta,
		argv: [...argv],
		// Given, so that meow looks for none; the build leaves its package reader out.
		pkg: {name: 'metawatch', version: packageJson.version},
		flags: meowFlags,
		// The defaults exit by themselves, before anything of ours could be said.
		autoHelp: false,
		autoVersion: false,
		description: false,
		help: false,
		// Absent means not given, so that a config file can decide.
		booleanDefault: undefined,
	});
	const values: [FlagName, unknown][] = flagNames
		.map((name): [FlagName, unknown] => [name, flagValue(name, flags[name] as FlagText)])
		.filter(([, value]) => value !== undefined);
	return {input, flags: Object.fromEntries(values)};
};

const refuseForeignFlag = (name: FlagName, command: Command): void => {
	if (command.flags.includes(name)) {
		return;
	}

	const {text} = flagTable[name];
	const owners = [screenCommand, ...commandNames.map((word) => commandByName(word)!)]
		.filter(({flags}) => flags.includes(name))
		.map((owner) => `"${`metawatch ${owner.name}`.trim()}"`);
	throw new UsageError(
		`--${text} is not for "${`metawatch ${command.name}`.trim()}", only for ${listed(owners)}`,
	);
};

const listed = (words: readonly string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const helpTopic = (word: string | undefined, isTopic: boolean): Command => {
	if (word === undefined || !isTopic) {
		return screenCommand;
	}

	const meant = nearest(word, commandNames);
	throw new UsageError(
		`there is no command "${word}" to help with; ${meant ? `did you mean "${meant}"?` : `there are ${listed(commandNames)}`}`,
	);
};
