import {fields, problemFields} from '../../source/analysis/field.ts';
import {commands as cliCommands, screenCommand} from '../../source/cli/commands.ts';
import {commandGroups} from '../../source/commands/command.ts';
import {commands} from '../../source/commands/index.ts';
import {keyLabel} from '../../source/commands/keymap.ts';
import {formats} from '../../source/formats/index.ts';
import {statuses} from '../../source/model/status.ts';
import {statusGlyphs} from '../../source/model/status-glyphs.ts';
import {code, table} from './table.ts';

/**
Parts of the readme that are made from the program, by the name in their markers:
`<!-- keys -->` ... `<!-- /keys -->`.
*/
export const sections: Readonly<Record<string, () => string>> = {
	keys: () =>
		table(
			['keys', 'what they do'],
			commandGroups.flatMap((group) =>
				commands
					.filter((command) => command.group === group && command.keys.length > 0)
					.map(({keys, title}) => [keys.map((key) => code(keyLabel(key))).join(' '), title]),
			),
		),
	commands: () =>
		table(
			['command', 'what it does'],
			[screenCommand, ...cliCommands].map(({name, operands, summary}) => [
				code(['metawatch', name, operands].filter(Boolean).join(' ')),
				summary,
			]),
		),
	formats: () =>
		table(
			['format', 'what it reads'],
			formats.map(({name, description}) => [
				`[${code(name)}](source/formats/${name}/readme.md)`,
				description,
			]),
		),
	marks: () => statuses.map((status) => `${statusGlyphs[status]} ${status}`).join(' · '),
	fields: () =>
		table(
			['field', 'looks at'],
			[
				...fields,
				...problemFields.map((field) => ({
					...field,
					description: `${field.description} (Problems)`,
				})),
			].map(({name, description}) => [code(`${name}:`), description]),
		),
};

/** The text with every marked part made anew. Throws when a part is marked that nobody makes. */
export const withSections = (text: string): string =>
	text.replaceAll(/<!-- (\w+) -->\n[\s\S]*?<!-- \/\1 -->/g, (_, name: string) => {
		const make = sections[name];
		if (!make) {
			throw new Error(`The readme has a part "${name}" that scripts/documents does not know.`);
		}

		return `<!-- ${name} -->\n${make()}\n<!-- /${name} -->`;
	});
