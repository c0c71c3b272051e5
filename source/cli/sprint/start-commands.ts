import {findProgram} from '../../effects/commands/find-program.ts';
import type {FormatName} from '../../model/format-name.ts';
import type {Task} from '../../model/task.ts';
import type {Invocation, UserCommands} from '../../model/user-command.ts';
import {fillCommand} from '../../recovery/commands/fill-command.ts';
import {UsageError} from '../usage-error.ts';

/** How the tasks of a sprint are started. */
export type StartCommands = {
	/** The command for a task, or why there is none. */
	readonly of: (task: Task) => {readonly invocation: Invocation} | {readonly reason: string};
};

/**
The `start` commands that a person has configured, once it is sure that they can be run.

@param formats those of the tasks that are ready.
@throws {UsageError} when none of them has one, or one that is there is not usable.
*/
export const startCommands = (
	commands: UserCommands,
	formats: readonly FormatName[],
	ownFile: string,
): StartCommands => {
	for (const [format, {start}] of Object.entries(commands)) {
		if (start && formats.includes(format as FormatName)) {
			const place = `"recovery.commands.${format}.start"`;
			if (start.run === 'terminal') {
				throw new UsageError(
					`${place} is to run in the terminal, which is needed here for what comes of it: give it "run": "background"`,
				);
			}

			const found = findProgram(start.arguments[0], process.env);
			if ('reason' in found) {
				throw new UsageError(`${place} can't be run: ${found.reason}`);
			}
		}
	}

	const [first] = formats;
	if (first !== undefined && formats.every((format) => commands[format]?.start === undefined)) {
		throw new UsageError(
			`no command is configured that starts a task of ${first}; put one into ${ownFile}: {"recovery": {"commands": {"${first}": {"start": ["claude", "-p", "do task {id}: {title}"]}}}}`,
		);
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
