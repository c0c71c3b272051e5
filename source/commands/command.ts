import type {CommandContext} from './context.ts';

/**
One thing a person can do. Keys, hint bar, help screen, palette and the readme's key table are all made
from these; nothing about a command is written anywhere else.
*/
export type Command = {
	/** Stable name: `cursor.down`. */
	readonly id: string;
	/** For help and palette: "move down". */
	readonly title: string;
	/** For the hint bar, shorter; commands without one are not hinted at. */
	readonly hint?: string;
	readonly group: CommandGroup;
	/** Names of keys as `ui/keystrokes.ts` gives them; the first is the one shown. */
	readonly keys: readonly string[];
	/** Why it can't be done at the moment, for the person who pressed the key; null: it can. */
	readonly disabledReason?: (context: CommandContext) => string | null;
	/** Changes files: never with --read-only. No command does yet. */
	readonly isDangerous?: boolean;
	/** Acts on how things are now: not while an earlier moment is shown. */
	readonly isForNow?: boolean;
	readonly run: (context: CommandContext) => void;
};

export const commandGroups = ['Move', 'Views', 'Find', 'Task', 'Time', 'Program'] as const;

type CommandGroup = (typeof commandGroups)[number];
