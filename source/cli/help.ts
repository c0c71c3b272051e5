import {wrap} from '../text/width.ts';
import type {Command} from './command.ts';
import {commands, screenCommand} from './commands.ts';
import {type FlagName, flagTable, generalFlags} from './flags.ts';

/** Width of the help: it is read in a terminal, and compared in tests. */
const width = 90;

/** The help of a command; that of the screen also lists the commands. */
export const helpText = (command: Command, version: string): string => {
	const isMain = command === screenCommand;
	const sections: Section[] = [
		{
			title: 'Usage',
			lines: [
				`  metawatch ${[command.name, command.operands, '[flags]'].filter(Boolean).join(' ')}`,
				...(isMain ? ['  metawatch <command> [...]'] : []),
			],
		},
		{title: null, lines: command.details.flatMap((text) => wrap(text, width))},
	];
	if (isMain) {
		sections.push({
			title: 'Commands',
			lines: columns([
				...commands.map(({name, summary}): Pair => [name, summary]),
				['help', 'Print the help of a command: metawatch help status'],
			]),
		});
	}

	sections.push(
		{title: 'Flags', lines: columns([...command.flags, ...generalFlags].map(flagPair))},
		{title: 'Examples', lines: command.examples.map((example) => `  ${example}`)},
		{
			title: 'Exit codes',
			lines: columns(command.exitCodes.map(({code, when}): Pair => [String(code), when])),
		},
	);
	const head = isMain ? `metawatch ${version}: ${lowerFirst(command.summary)}` : command.summary;
	return `${[head, ...sections.map(sectionText)].join('\n\n')}\n`;
};

type Section = {readonly title: string | null; readonly lines: readonly string[]};

type Pair = readonly [string, string];

const sectionText = ({title, lines}: Section): string =>
	[...(title ? [`${title}:`] : []), ...lines].join('\n');

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const flagPair = (name: FlagName): Pair => {
	const {text, short, placeholder, kind, description} = flagTable[name];
	const optional = kind.type === 'number' && kind.fallback !== undefined;
	const value = placeholder ? (optional ? ` [${placeholder}]` : ` ${placeholder}`) : '';
	const negation = kind.type === 'switch' && kind.isNegatable ? `, --no-${text}` : '';
	return [`${short ? `-${short}, ` : ''}--${text}${negation}${value}`, description];
};

const columns = (pairs: readonly Pair[]): string[] => {
	const first = Math.max(...pairs.map(([name]) => name.length)) + 2;
	return pairs.flatMap(([name, text]) =>
		wrap(text, width - first - 2).map(
			(line, index) => `  ${(index === 0 ? name : '').padEnd(first)}${line}`,
		),
	);
};
