import type {FormatName} from './format-name.ts';

/**
A command that a person has configured: the only kind that metawatch runs. A list, never a line for a
shell; the first argument is the program, and no placeholder stands in it.
*/
export type UserCommand = {
	readonly arguments: readonly [string, ...string[]];
	/** In the terminal, which the screen gives away meanwhile, or beside it with its output kept. */
	readonly run: 'terminal' | 'background';
};

/** Format -> id of an option, or `start` -> its command. */
export type UserCommands = Readonly<
	Partial<Record<FormatName, Readonly<Record<string, UserCommand>>>>
>;

/** What `{...}` in an argument may name, and what it stands for. */
export const placeholders = {
	id: 'what people call the task: 259, T014, 2.1',
	title: 'its title',
	key: 'its key, unique among all tasks',
	workspace: 'the watched folder, absolute',
	path: 'the file that tells most about it, absolute',
	command: 'what its format would have you type next',
	session: 'the session of the agent that worked on it',
	group: 'the list it belongs to',
	option: 'id of the option: retry, start',
} as const;

export type Placeholder = keyof typeof placeholders;

/** A program and its arguments, ready to be run in a folder. */
export type Invocation = {
	readonly program: string;
	readonly arguments: readonly string[];
	/** Absolute. */
	readonly folder: string;
};

/** Matches every `{...}` that looks like a placeholder, known or not. */
export const placeholderPattern = /\{([A-Za-z][\w-]{0,40})\}/g;
