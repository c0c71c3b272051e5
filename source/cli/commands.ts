import type {Command} from './command.ts';
import {readingFlags} from './flags.ts';

const wrongUsage = {code: 2, when: 'a wrong flag, value, path or config file'};

/** `metawatch` without a command. */
export const screenCommand: Command = {
	name: '',
	operands: '[path...]',
	summary: 'Show what the agents in these folders do, live',
	details: [
		'Without a path the working directory is watched. A folder that is named like a command is given as ./status.',
		'Without a terminal (in a pipe, in CI) it prints one snapshot, as "metawatch status" does.',
	],
	flags: ['readOnly', ...readingFlags, 'reconcile', 'history'],
	takesPaths: true,
	exitCodes: [
		{code: 0, when: 'left by the user'},
		{code: 1, when: 'something unforeseen went wrong'},
		wrongUsage,
		{code: 3, when: 'printed a snapshot, but there was nothing to watch'},
	],
	examples: ['metawatch', 'metawatch ~/code/server ~/code/app', 'metawatch --read-only --stale 20'],
	load: () => import('./run-screen.ts'),
};

/** The subcommands. Add one by adding it here: dispatcher, help and suggestions pick it up. */
export const commands: readonly Command[] = [
	{
		name: 'status',
		operands: '[path...]',
		summary: 'Print one snapshot of all tasks',
		details: [
			'Those that need a person come first.',
			'With --line it prints one short line and ends with 0 whatever it found. A screen that watches the same folder has the answer ready; without one it is found out, and believed for a moment. --color colours it for tmux.',
		],
		flags: ['json', 'line', 'formatLine', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'printed'},
			wrongUsage,
			{code: 3, when: 'nothing to watch: no metadata file was found'},
		],
		examples: [
			'metawatch status',
			'metawatch status --json | jq .summary',
			'metawatch status --line --color',
			"metawatch status --format-line '{running} run, {attention} need you'",
		],
		load: async ({line, formatLine}) =>
			line || formatLine !== undefined
				? await import('./status-line/run-line.ts')
				: await import('./run-status.ts'),
	},
	{
		name: 'validate',
		operands: '[path...]',
		summary: 'Print every problem found in the metadata files',
		details: [
			'Problems are grouped by file, the gravest first, each with its line and a code that stays the same.',
			'A single metadata file may be given too: its project is read, and only what is wrong with the file is told.',
		],
		flags: ['json', 'severity', 'explain', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'no problem of severity error'},
			{code: 1, when: 'some problem of severity error'},
			wrongUsage,
		],
		examples: [
			'metawatch validate',
			'metawatch validate --severity error .',
			'metawatch validate --explain specs/001-login/tasks_meta.json',
		],
		load: () => import('./run-validate.ts'),
	},
	{
		name: 'next',
		operands: '[path...]',
		summary: 'Print what can start now, in order, and why the rest cannot',
		details: [
			'In order of priority as the format ranks it, then score, then how long the way is that waits behind it, then age. What only a person can do is listed apart.',
			'Lengths are those of completed tasks of the same kind; where nothing is known, it says so.',
			'With --start it starts them, in this order, with the command that you have configured (recovery.commands), shows it first and asks. It watches them to their end by their files, tries again what failed as its kind of error allows, and leaves the rest to you. With --json it writes one JSON document a line.',
			'Ctrl+C starts nothing new and waits for what runs; once more, and that is ended too. Commands end with metawatch.',
		],
		flags: ['json', 'limit', 'agents', 'start', 'dryRun', 'yes', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'printed; or all that was started is done'},
			{code: 1, when: 'not confirmed; or something failed, was left or was stopped'},
			wrongUsage,
		],
		examples: [
			'metawatch next',
			'metawatch next --limit 1 --json | jq -r .next[0].command',
			'metawatch next --agents 4',
			'metawatch next --start 5 --agents 2 --dry-run',
		],
		load: () => import('./run-next.ts'),
	},
	{
		name: 'export',
		operands: '[path...]',
		summary: 'Write a report: for other programs, or for people who were not there',
		details: [
			'As html it is one file that needs nothing else, with charts; as markdown it can be pasted. Without --what these two hold everything, the others the tasks. As csv it follows RFC 4180; cells that a spreadsheet would run begin with an apostrophe. docs/exports.md names every column and field.',
			'A file is written whole or not at all. One that is there already is replaced only with --force, or when you confirm it on a terminal.',
			'With --watch it goes on until you end it, and writes one JSON document a line as things happen: changes of tasks, problems that appear and clear.',
		],
		flags: [
			'what',
			'outputFormat',
			'filter',
			'since',
			'until',
			'output',
			'force',
			'watch',
			'readOnly',
			...readingFlags,
		],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'written'},
			{code: 1, when: 'the file is there already, or could not be written'},
			wrongUsage,
		],
		examples: [
			'metawatch export --output report.html',
			'metawatch export --what tasks --filter status:failed --output failed.csv',
			'metawatch export --what history --since 7d --format jsonl',
			'metawatch export --what dependencies --format dot | dot -Tsvg > dependencies.svg',
			'metawatch export --watch | jq -c \'select(.status == "failed")\'',
		],
		load: () => import('./run-export.ts'),
	},
	{
		name: 'stats',
		operands: '[path...]',
		summary: 'Print what attempts took, how many succeeded, and what stands out',
		details: [
			'Whom the figures are about stands in the first line: attempts that the history has kept, that databases of executions tell, and the last one of each task as its files tell it. Each is counted once.',
			'A length that nothing tells credibly is in no duration. "metawatch history import" takes over a past.',
		],
		flags: ['json', 'since', 'until', 'filter', 'by', 'history', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [{code: 0, when: 'printed'}, wrongUsage],
		examples: [
			'metawatch stats',
			'metawatch stats --since 7d --by agent',
			'metawatch stats --filter format:backlog --json | jq .success.attempts',
		],
		load: () => import('./run-stats.ts'),
	},
	{
		name: 'history',
		operands: '[import] [path...]',
		summary: 'Show what is kept of the past, or take over a past that others have kept',
		details: [
			'Without "import" it prints where the history of each folder lies, how large it is and since when it goes.',
			'With "import" it reads what is there already: every version of the metadata files in git, databases of executions, event logs, archives. It can be repeated, and adds only what is missing.',
		],
		flags: ['json', 'dryRun', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'printed, or taken over'},
			{code: 1, when: 'the history could not be written'},
			wrongUsage,
		],
		examples: [
			'metawatch history',
			'metawatch history import',
			'metawatch history import --dry-run ~/code/server',
		],
		load: () => import('./run-history.ts'),
	},
	{
		name: 'recover',
		operands: '[path...] [TASK]',
		summary: 'List what can be done for broken tasks, rehearse it, do it',
		details: [
			'Without TASK: the tasks that can be recovered, with their options. With TASK: its options, with what each changes and what speaks against it. With --option: the plan, file by file; on a terminal it asks before anything is written, elsewhere it needs --yes.',
			'TASK is an id (with any kind of hyphen), a key, the end of a key (login#2.1) or the unique beginning of an id; several are joined by commas. A word that names an existing folder is a path, one that names a metadata file stands for the tasks it speaks of, any other is a TASK; --task says it without a doubt.',
			'All files of a plan are written, or none. metawatch undo takes the last one back.',
		],
		flags: [
			'task',
			'filter',
			'option',
			'dryRun',
			'yes',
			'reason',
			'capsule',
			'json',
			'readOnly',
			...readingFlags,
		],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'listed, planned or applied'},
			{code: 1, when: 'refused, not confirmed, nothing to do, or a task was left'},
			wrongUsage,
		],
		examples: [
			'metawatch recover',
			'metawatch recover 259',
			'metawatch recover T014 --option retry --dry-run',
			'metawatch recover --filter status:failed --option retry --yes --reason "sandbox is back"',
			'metawatch recover 259 --capsule | claude -p',
		],
		load: () => import('./run-recover.ts'),
	},
	{
		name: 'undo',
		operands: '[path...]',
		summary: 'Take the last applied plan back',
		details: [
			'Shows what would be taken back and asks; elsewhere than on a terminal it needs --yes. It is refused when the files have been changed since.',
			'Again takes back the plan before that.',
		],
		flags: ['list', 'dryRun', 'yes', 'reason', 'json', 'readOnly', 'config', 'color'],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'taken back, or shown'},
			{code: 1, when: 'nothing to take back, refused, or not confirmed'},
			wrongUsage,
		],
		examples: ['metawatch undo', 'metawatch undo --list', 'metawatch undo ~/code/server --yes'],
		load: () => import('./run-undo.ts'),
	},
	{
		name: 'demo',
		operands: '',
		summary: 'Watch a simulated agent session in a temporary folder',
		details: [
			'Writes real files of every format, as agents do: progress, a failure, an interruption, a torn write, a blocked chain that clears.',
			'The folder is removed at the end. Nothing is written anywhere else.',
		],
		flags: ['seed', 'speed', 'directory', 'headless', 'color'],
		takesPaths: false,
		exitCodes: [{code: 0, when: 'left by the user, or the time was over'}, wrongUsage],
		examples: ['metawatch demo', 'metawatch demo --seed 7 --speed 4'],
		load: () => import('./run-demo.ts'),
	},
];

export const commandNames: readonly string[] = commands.map(({name}) => name);

export const commandByName = (name: string): Command | undefined =>
	commands.find((command) => command.name === name);
