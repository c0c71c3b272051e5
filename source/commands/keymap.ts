import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';
import {readOnlyRefusals} from './read-only.ts';

/** Key name -> command. Throws when two commands want the same key: that is a mistake in the code. */
export const keymapOf = (commands: readonly Command[]): ReadonlyMap<string, Command> => {
	const keymap = new Map<string, Command>();
	for (const command of commands) {
		for (const key of command.keys) {
			const other = keymap.get(key);
			if (other) {
				throw new Error(`The key ${key} belongs to both ${other.id} and ${command.id}.`);
			}

			keymap.set(key, command);
		}
	}

	return keymap;
};

/** Why a command can't run now, or null. */
export const reasonAgainst = (command: Command, context: CommandContext): string | null =>
	command.isDangerous && context.isReadOnly
		? readOnlyRefusals.write
		: command.isForNow && context.isPast
			? 'an earlier moment is shown: . goes back to the present, where this can be done'
			: (command.disabledReason?.(context) ?? null);

/** Runs a command, or says why it can't be run. */
export const runCommand = (command: Command, context: CommandContext): void => {
	const reason = reasonAgainst(command, context);
	if (reason === null) {
		command.run(context);
	} else {
		context.dispatch({type: 'message', message: {text: reason, tone: 'notice'}});
	}
};

const keyNames: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	space: 'Space',
};

/** How a key is written for people: `ctrl+d` -> `Ctrl+D`. */
export const keyLabel = (key: string): string =>
	keyNames[key] ?? key.replace(/^ctrl\+(.)/, (_, letter: string) => `Ctrl+${letter.toUpperCase()}`);
