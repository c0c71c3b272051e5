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
	flags: ['readOnly', ...readingFlags, 'reconcile'],
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
		details: ['Those that need a person come first.'],
		flags: ['json', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'printed'},
			wrongUsage,
			{code: 3, when: 'nothing to watch: no metadata file was found'},
		],
		examples: ['metawatch status', 'metawatch status --json | jq .summary'],
		load: () => import('./run-status.ts'),
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
		],
		flags: ['json', 'limit', 'agents', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [{code: 0, when: 'printed'}, wrongUsage],
		examples: [
			'metawatch next',
			'metawatch next --limit 1 --json | jq -r .next[0].command',
			'metawatch next --agents 4',
		],
		load: () => import('./run-next.ts'),
	},
	{
		name: 'export',
		operands: '[path...]',
		summary: 'Write a report about the tasks, for other programs',
		details: [
			'It asks nothing. A file is written whole or not at all, and one that is there already is not replaced without --force.',
			'As CSV it follows RFC 4180; cells that a spreadsheet would run begin with an apostrophe.',
		],
		flags: ['what', 'outputFormat', 'output', 'force', 'readOnly', ...readingFlags],
		takesPaths: true,
		exitCodes: [
			{code: 0, when: 'written'},
			{code: 1, when: 'the file is there already, or could not be written'},
			wrongUsage,
		],
		examples: [
			'metawatch export --what dependencies',
			'metawatch export --format csv --output dependencies.csv',
			'metawatch export --format dot | dot -Tsvg > dependencies.svg',
		],
		load: () => import('./run-export.ts'),
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
