import type {Command} from '../../source/cli/command.ts';
import {commands, screenCommand} from '../../source/cli/commands.ts';
import {type FlagName, flagTable, generalFlags} from '../../source/cli/flags.ts';
import {code, table} from './table.ts';

const intro = `# Command line

\`metawatch help COMMAND\` prints the same in the terminal. Errors of usage are one line on stderr; stdout holds only the answer. Every command knows ${generalFlags.map((name) => code(`--${flagTable[name].text}`)).join(', ')} as well.

This page is made from the program (\`npm run documents\`).
`;

const optionText = (name: FlagName): string => {
	const {text, short, placeholder} = flagTable[name];
	return [
		code([`--${text}`, placeholder].filter(Boolean).join(' ')),
		...(short ? [code(`-${short}`)] : []),
	].join(' ');
};

const commandSection = ({
	name,
	operands,
	summary,
	details,
	flags,
	exitCodes,
	examples,
}: Command): string =>
	[
		`## \`${['metawatch', name, operands].filter(Boolean).join(' ')}\``,
		[`${summary}.`, ...details].join(' '),
		`\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
		`Options: ${flags.map((flag) => code(`--${flagTable[flag].text}`)).join(', ')}.`,
		table(
			['exit code', 'means'],
			exitCodes.map(({code: exitCode, when}) => [String(exitCode), when]),
		),
	].join('\n\n');

const optionsSection = (): string =>
	[
		'## Options',
		table(
			['option', 'what it does'],
			(Object.keys(flagTable) as FlagName[]).map((name) => [
				optionText(name),
				flagTable[name].description,
			]),
		),
	].join('\n\n');

/** `docs/command-line.md`, made from the table of commands and that of flags. */
export const commandLineDocument = (): string =>
	`${[intro, ...[screenCommand, ...commands].map(commandSection), optionsSection()].join('\n\n').replaceAll('\n\n\n', '\n\n')}\n`;
