import {type Dimension, dimensions} from '../analysis/metrics/dimensions.ts';
import {severities, type Severity} from '../model/problem.ts';
import {outputFormats, type OutputFormat} from '../export/exporter.ts';
import {reportNames, type ReportName} from '../export/report-names.ts';
import {type FormatName, formatNames} from '../model/format-name.ts';

/** What was given on the command line; absent: not given. */
export type FlagValues = {
	readonly json?: boolean;
	readonly line?: boolean;
	readonly formatLine?: string;
	readonly severity?: Severity;
	readonly explain?: boolean;
	readonly limit?: number;
	readonly agents?: number;
	readonly start?: number;
	readonly dryRun?: boolean;
	readonly yes?: boolean;
	readonly task?: readonly string[];
	readonly filter?: string;
	readonly option?: string;
	readonly reason?: string;
	readonly capsule?: boolean;
	readonly list?: boolean;
	readonly what?: readonly ReportName[];
	readonly outputFormat?: OutputFormat;
	readonly output?: string;
	readonly force?: boolean;
	readonly watch?: boolean;
	readonly since?: string;
	readonly until?: string;
	readonly by?: Dimension;
	readonly readOnly?: boolean;
	readonly format?: readonly FormatName[];
	readonly stale?: number;
	readonly reconcile?: number;
	readonly config?: string;
	readonly history?: boolean;
	readonly color?: boolean;
	readonly seed?: number;
	readonly speed?: number;
	readonly directory?: string;
	readonly headless?: number;
	readonly version?: boolean;
	readonly help?: boolean;
};

export type FlagName = keyof FlagValues;

/** How the text of a value is understood. A range is told in words when a value is outside of it. */
export type FlagKind =
	| {readonly type: 'switch'; readonly isNegatable?: boolean}
	| {readonly type: 'word'; readonly choices: readonly string[]; readonly isRepeatable?: boolean}
	| {readonly type: 'path'}
	| {readonly type: 'text'; readonly isRepeatable?: boolean}
	| {
			readonly type: 'number';
			readonly minimum: number;
			readonly maximum: number;
			readonly isWhole?: boolean;
			readonly unit: string;
			/** Used when the flag stands without a value. */
			readonly fallback?: number;
	  };

export type Flag = {
	/** Without the dashes. */
	readonly text: string;
	readonly short?: string;
	/** What stands for the value in the help: `MINUTES`. */
	readonly placeholder?: string;
	readonly kind: FlagKind;
	readonly description: string;
};

/** Every flag of every command, in the order of the help. */
export const flagTable: Readonly<Record<FlagName, Flag>> = {
	json: {
		text: 'json',
		kind: {type: 'switch'},
		description: 'one JSON document instead of a table',
	},
	line: {
		text: 'line',
		kind: {type: 'switch'},
		description: 'one short line, for the status bar of tmux and for prompts',
	},
	formatLine: {
		text: 'format-line',
		placeholder: 'TEXT',
		kind: {type: 'text'},
		description:
			'such a line in your own words: {running} {failed} {total} {attention} {eta} and all other statuses',
	},
	severity: {
		text: 'severity',
		placeholder: 'LEVEL',
		kind: {type: 'word', choices: severities},
		description: 'only problems of this severity or worse: error, warning, info (default: info)',
	},
	explain: {
		text: 'explain',
		kind: {type: 'switch'},
		description: 'what each code means and what to do about it, below the problems',
	},
	limit: {
		text: 'limit',
		placeholder: 'N',
		kind: {type: 'number', minimum: 0, maximum: 1_000_000, isWhole: true, unit: 'a whole number'},
		description: 'how many of the tasks that can start are named (default: 5)',
	},
	agents: {
		text: 'agents',
		placeholder: 'N',
		kind: {type: 'number', minimum: 1, maximum: 1000, isWhole: true, unit: 'a whole number'},
		description:
			'a schedule of the open work over so many agents; with --start, how many run side by side (default: 1)',
	},
	start: {
		text: 'start',
		placeholder: 'N',
		kind: {type: 'number', minimum: 1, maximum: 1000, isWhole: true, unit: 'a whole number'},
		description: 'start so many tasks in all with your own command, and watch them to their end',
	},
	dryRun: {
		text: 'dry-run',
		kind: {type: 'switch'},
		description: 'only show what would be done',
	},
	yes: {
		text: 'yes',
		kind: {type: 'switch'},
		description: 'do it without asking, for scripts',
	},
	task: {
		text: 'task',
		placeholder: 'TASK',
		kind: {type: 'text', isRepeatable: true},
		description: 'id, key or unique beginning of an id; several with commas, or repeated',
	},
	filter: {
		text: 'filter',
		placeholder: 'TEXT',
		kind: {type: 'text'},
		description: 'only tasks that match, in the words of the filter of the screen: status:failed',
	},
	option: {
		text: 'option',
		placeholder: 'ID',
		kind: {type: 'text'},
		description: 'plan this option, show the plan and ask',
	},
	reason: {
		text: 'reason',
		placeholder: 'TEXT',
		kind: {type: 'text'},
		description: 'why it is done, for the audit trail',
	},
	capsule: {
		text: 'capsule',
		kind: {type: 'switch'},
		description: 'print a prompt with which an agent can go on with the task; changes nothing',
	},
	list: {
		text: 'list',
		kind: {type: 'switch'},
		description: 'print the audit trail: what was changed, when, by whom, why',
	},
	what: {
		text: 'what',
		placeholder: 'REPORT',
		kind: {type: 'word', choices: reportNames, isRepeatable: true},
		description: `what the report is about: ${reportNames.join(', ')}; repeatable as markdown and html`,
	},
	outputFormat: {
		text: 'output-format',
		placeholder: 'FORMAT',
		kind: {type: 'word', choices: outputFormats},
		description: `how it is written: ${outputFormats.join(', ')} (default: as the name of the file ends, else json); --format says the same`,
	},
	output: {
		text: 'output',
		placeholder: 'FILE',
		kind: {type: 'path'},
		description: 'write it into this file, whole or not at all; - is stdout (default: -)',
	},
	force: {
		text: 'force',
		kind: {type: 'switch'},
		description: 'replace the file if it is there already, without asking',
	},
	watch: {
		text: 'watch',
		kind: {type: 'switch'},
		description: 'go on, and write what happens as it happens: one JSON document a line',
	},
	seed: {
		text: 'seed',
		placeholder: 'N',
		kind: {type: 'number', minimum: 0, maximum: 2 ** 32 - 1, isWhole: true, unit: 'a whole number'},
		description: 'another story: the same number tells the same one again (default: 1)',
	},
	speed: {
		text: 'speed',
		placeholder: 'X',
		kind: {type: 'number', minimum: 0.1, maximum: 100, unit: 'a factor'},
		description: 'how fast the story runs (default: 1)',
	},
	directory: {
		text: 'directory',
		placeholder: 'DIR',
		kind: {type: 'path'},
		description: 'write the demo into this new or empty folder, and keep it',
	},
	headless: {
		text: 'headless',
		placeholder: 'SECONDS',
		kind: {type: 'number', minimum: 0, maximum: 86_400, unit: 'a number of seconds', fallback: 180},
		description: 'only write the files, without the screen, for so long (default: 180)',
	},
	since: {
		text: 'since',
		placeholder: 'TIME',
		kind: {type: 'text'},
		description: 'only what happened since then: 90m, 12h, 7d, 4w ago, or a date',
	},
	until: {
		text: 'until',
		placeholder: 'TIME',
		kind: {type: 'text'},
		description: 'only what happened until then, in the same words',
	},
	by: {
		text: 'by',
		placeholder: 'WHAT',
		kind: {type: 'word', choices: dimensions},
		description: `tell attempts apart only by this: ${dimensions.join(', ')} (default: all of them)`,
	},
	readOnly: {
		text: 'read-only',
		kind: {type: 'switch'},
		description: 'never write anything, not even after a confirmation',
	},
	format: {
		text: 'format',
		placeholder: 'NAME',
		kind: {type: 'word', choices: formatNames, isRepeatable: true},
		description: `only this format, repeatable: ${formatNames.join(', ')}`,
	},
	stale: {
		text: 'stale',
		placeholder: 'MINUTES',
		kind: {type: 'number', minimum: 0.1, maximum: 100_000, unit: 'a number of minutes'},
		description: 'silence after which a running task counts as interrupted',
	},
	reconcile: {
		text: 'reconcile',
		placeholder: 'SECONDS',
		kind: {type: 'number', minimum: 1, maximum: 86_400, unit: 'a number of seconds'},
		description: 'how often all folders are looked through again (default: 30)',
	},
	config: {
		text: 'config',
		placeholder: 'FILE',
		kind: {type: 'path'},
		description: 'read the settings from this file',
	},
	history: {
		text: 'history',
		kind: {type: 'switch', isNegatable: true},
		description: 'keep what is seen, or with --no-history nothing (default: keep it)',
	},
	color: {
		text: 'color',
		kind: {type: 'switch', isNegatable: true},
		description: 'colours always, or with --no-color never (default: on a terminal)',
	},
	version: {text: 'version', short: 'v', kind: {type: 'switch'}, description: 'print the version'},
	help: {text: 'help', short: 'h', kind: {type: 'switch'}, description: 'print this help'},
};

/** Flags that every command which reads workspaces understands. */
export const readingFlags: readonly FlagName[] = ['format', 'stale', 'config', 'color'];

/** Flags that are understood everywhere. */
export const generalFlags: readonly FlagName[] = ['version', 'help'];

export const flagNames = Object.keys(flagTable) as FlagName[];
