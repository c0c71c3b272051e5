import type {Task} from '../../model/task.ts';
import {
	type Invocation,
	type Placeholder,
	placeholderPattern,
	type UserCommand,
} from '../../model/user-command.ts';
import {harmless} from '../../text/harmless.ts';

export type Filling =
	| {readonly type: 'filled'; readonly invocation: Invocation}
	/** One sentence that says which value cannot be used, and why. */
	| {readonly type: 'refused'; readonly reason: string};

/**
A configured command for one task. Values come from metadata files, so each stays a part of the one
argument it was put into, and none may be taken for a flag.

@param task null: the option is about a whole group, and nothing is known of a task.
@param option its id, or `start`.
*/
export const fillCommand = (
	command: UserCommand,
	{
		task,
		workspace,
		option,
	}: {readonly task: Task | null; readonly workspace: string; readonly option: string},
): Filling => {
	const values = valuesOf(task, workspace, option);
	const whom = task === null ? option : `${option} of task ${task.id}`;
	const [program, ...rest] = command.arguments;
	const filled: string[] = [];
	for (const argument of rest) {
		for (const [text, name] of argument.matchAll(placeholderPattern)) {
			const value = values[name as Placeholder] ?? null;
			const flaw = flawOf(value, argument.startsWith(text));
			if (flaw !== null) {
				return {type: 'refused', reason: `${whom} cannot be run: ${text} ${flaw}`};
			}
		}

		// In one go: what a value brings along is never taken for a placeholder.
		filled.push(
			argument.replaceAll(placeholderPattern, (_, name: string) => values[name as Placeholder]!),
		);
	}

	return {type: 'filled', invocation: {program, arguments: filled, folder: workspace}};
};

const valuesOf = (
	task: Task | null,
	workspace: string,
	option: string,
): Readonly<Record<Placeholder, string | null>> => ({
	id: task?.id ?? null,
	title: task?.title ?? null,
	key: task?.key ?? null,
	workspace,
	path: task?.files[0]?.path ?? null,
	command: task?.command ?? null,
	session: task?.session ?? null,
	group: task?.group ?? null,
	option,
});

const flawOf = (value: string | null, isFirst: boolean): string | null => {
	if (value === null) {
		return 'is not known';
	}

	if (value.trim() === '') {
		return 'is empty';
	}

	if (harmless(value) !== value) {
		return 'holds control characters';
	}

	return isFirst && value.startsWith('-')
		? `is ${JSON.stringify(value)}, which the program would take for a flag`
		: null;
};

/** Every argument apart from the others, whatever is in it: `["claude", "-p", "do task 2.1"]`. */
export const invocationText = ({program, arguments: rest}: Invocation): string =>
	`[${[program, ...rest].map((word) => JSON.stringify(harmless(word))).join(', ')}]`;
