import type {FormatName} from '../../model/format-name.ts';
import type {Task} from '../../model/task.ts';
import type {Invocation, UserCommands} from '../../model/user-command.ts';
import {fillCommand} from './fill-command.ts';

/** How the tasks of a sprint are started. */
export type StartCommands = {
	/** The command for a task, or why there is none. */
	readonly of: (task: Task) => {readonly invocation: Invocation} | {readonly reason: string};
};

/** Where a program lies, or why it can't be run. */
export type FindProgram = (program: string) => {readonly file: string} | {readonly reason: string};

/**
The `start` commands that a person has configured, once it is sure that they can be run.

@param formats those of the tasks that are ready.
@param ownFile the config file to name where one is missing.
@returns one sentence when none of the formats has one, or one that is there is not usable.
*/
export const startCommands = (
	commands: UserCommands,
	formats: readonly FormatName[],
	{ownFile, find}: {readonly ownFile: string; readonly find: FindProgram},
): StartCommands | {readonly refusal: string} => {
	for (const [format, {start}] of Object.entries(commands)) {
		if (start && formats.includes(format as FormatName)) {
			const place = `"recovery.commands.${format}.start"`;
			if (start.run === 'terminal') {
				return {
					refusal: `${place} is to run in the terminal, which is needed here for what comes of it: give it "run": "background"`,
				};
			}

			const found = find(start.arguments[0]);
			if ('reason' in found) {
				return {refusal: `${place} can't be run: ${found.reason}`};
			}
		}
	}

	const [first] = formats;
	if (first !== undefined && formats.every((format) => commands[format]?.start === undefined)) {
		return {
			refusal: `no command is configured that starts a task of ${first}; put one into ${ownFile}: {"recovery": {"commands": {"${first}": {"start": ["claude", "-p", "do task {id}: {title}"]}}}}`,
		};
	}

	return {
		of(task) {
			const start = commands[task.format]?.start;
			if (!start) {
				return {reason: `no start command is configured for ${task.format}`};
			}

			const filling = fillCommand(start, {task, workspace: task.workspace, option: 'start'});
			return filling.type === 'filled'
				? {invocation: filling.invocation}
				: {reason: filling.reason};
		},
	};
};
