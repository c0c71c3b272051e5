import type {FormatName} from '../../model/format-name.ts';
import type {Task} from '../../model/task.ts';
import type {Invocation, UserCommand, UserCommands} from '../../model/user-command.ts';
import {fillCommand, invocationText} from './fill-command.ts';

/** A configured command for one task or group, filled in and ready to be shown. */
export type ConfiguredCommand = {
	/** What to call it: "T014 retry". */
	readonly name: string;
	readonly run: UserCommand['run'];
	/** Null: it can't be run, and `text` says why. */
	readonly invocation: Invocation | null;
	/** The exact argument list, or the reason. */
	readonly text: string;
};

/** The command that a person has configured for an option; null: none. */
export const configuredCommand = (
	commands: UserCommands,
	{
		format,
		option,
		task,
		id,
		workspace,
	}: {
		readonly format: FormatName;
		readonly option: string;
		/** Null: the option is about a whole group. */
		readonly task: Task | null;
		/** What people call the task or the group. */
		readonly id: string;
		readonly workspace: string;
	},
): ConfiguredCommand | null => {
	const ofFormat = commands[format] ?? {};
	const command = Object.hasOwn(ofFormat, option) ? ofFormat[option] : undefined;
	if (!command) {
		return null;
	}

	const filling = fillCommand(command, {task, workspace, option});
	const isFilled = filling.type === 'filled';
	return {
		name: `${id} ${option}`,
		run: command.run,
		invocation: isFilled ? filling.invocation : null,
		text: isFilled ? invocationText(filling.invocation) : filling.reason,
	};
};
