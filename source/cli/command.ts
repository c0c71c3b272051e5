import type {FlagName, FlagValues} from './flags.ts';

/** A subcommand as data: the dispatcher, the help and the documentation are made from it. */
export type Command = {
	/** As it is typed; the empty name is the screen. */
	readonly name: string;
	/** What stands behind the name in the usage line. */
	readonly operands: string;
	/** One line, beginning with a verb. */
	readonly summary: string;
	/** What more there is to know, for `--help`: short paragraphs. */
	readonly details: readonly string[];
	readonly flags: readonly FlagName[];
	/** Whether it takes workspace folders. */
	readonly takesPaths: boolean;
	readonly exitCodes: readonly ExitCode[];
	readonly examples: readonly string[];
	/** Loads what the command needs, and nothing else. */
	readonly load: (flags: FlagValues) => Promise<{readonly run: Run}>;
};

type ExitCode = {readonly code: number; readonly when: string};

/** Runs a command and answers with the exit code. */
export type Run = (invocation: Invocation) => Promise<number>;

export type Invocation = {
	/** As typed; empty: the working directory. */
	readonly paths: readonly string[];
	readonly flags: FlagValues;
};
