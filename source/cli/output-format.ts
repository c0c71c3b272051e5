import {formatNames} from '../model/format-name.ts';
import {commandByName} from './commands.ts';
import {UsageError} from './usage-error.ts';

/**
`--format` chooses the metadata that is read. For a command that writes reports it also says how they are
written, because nobody calls that anything else: `export --format csv --format kiro`. What names no
metadata is taken for that.

@param given arguments, every value joined to its flag.
@throws {UsageError} when two ways to write are given.
*/
export const tellFormatsApart = (given: readonly string[]): readonly string[] => {
	const word = given.find((argument) => !argument.startsWith('-'));
	const command = word === undefined ? undefined : commandByName(word);
	if (!command?.flags.includes('outputFormat')) {
		return given;
	}

	const told = given.map((argument) => {
		const value = argument.startsWith('--format=') ? argument.slice('--format='.length) : null;
		return value === null || formatNames.some((name) => name === value)
			? argument
			: `--output-format=${value}`;
	});
	const outputs = told.filter((argument) => argument.startsWith('--output-format='));
	if (outputs.length > 1) {
		const values = outputs.map((argument) => argument.slice('--output-format='.length));
		throw new UsageError(
			`a report is written in one format, but ${values.join(' and ')} are given`,
		);
	}

	return told;
};
