import {describe, expect, test} from 'vitest';
import {parseArguments} from '../../source/cli/arguments.ts';
import {commands, screenCommand} from '../../source/cli/commands.ts';
import {flagNames, flagTable, generalFlags} from '../../source/cli/flags.ts';
import {helpText} from '../../source/cli/help.ts';
import {UsageError} from '../../source/cli/usage-error.ts';

const understood = (line: string): unknown => {
	const parsed = parseArguments(line.split(' ').filter(Boolean));
	return parsed.type === 'run'
		? {command: parsed.command.name, ...parsed.invocation}
		: parsed.type === 'help'
			? `help ${parsed.command.name}`
			: parsed.type;
};

describe('a command line', () => {
	test.each([
		['', {command: '', paths: [], flags: {}}],
		['.', {command: '', paths: ['.'], flags: {}}],
		['a b --read-only', {command: '', paths: ['a', 'b'], flags: {readOnly: true}}],
		['status', {command: 'status', paths: [], flags: {}}],
		['status --json x', {command: 'status', paths: ['x'], flags: {json: true}}],
		['--json status x', {command: 'status', paths: ['x'], flags: {json: true}}],
		['./status', {command: '', paths: ['./status'], flags: {}}],
		['-- status', {command: '', paths: ['status'], flags: {}}],
		['status -- status', {command: 'status', paths: ['status'], flags: {}}],
		['status -- --json', {command: 'status', paths: ['--json'], flags: {}}],
		['--stale 20 x', {command: '', paths: ['x'], flags: {stale: 20}}],
		['export --output - x', {command: 'export', paths: ['x'], flags: {output: '-'}}],
		['--stale=0.5', {command: '', paths: [], flags: {stale: 0.5}}],
		['123', {command: '', paths: ['123'], flags: {}}],
		[
			'--format kiro --format=backlog --format kiro',
			{command: '', paths: [], flags: {format: ['kiro', 'backlog']}},
		],
		['--color', {command: '', paths: [], flags: {color: true}}],
		['status --no-color', {command: 'status', paths: [], flags: {color: false}}],
		['validate --severity error', {command: 'validate', paths: [], flags: {severity: 'error'}}],
		['--config a.json', {command: '', paths: [], flags: {config: 'a.json'}}],
		['--config=a=b.json', {command: '', paths: [], flags: {config: 'a=b.json'}}],
		['demo --headless', {command: 'demo', paths: [], flags: {headless: 180}}],
		['demo --headless --seed 7', {command: 'demo', paths: [], flags: {headless: 180, seed: 7}}],
		[
			'demo --headless 3 --speed 2.5',
			{command: 'demo', paths: [], flags: {headless: 3, speed: 2.5}},
		],
		['--version', 'version'],
		['status -v', 'version'],
		['--help', 'help '],
		['-h', 'help '],
		['status --help', 'help status'],
		['--help status', 'help status'],
		['help', 'help '],
		['help validate', 'help validate'],
	])('%j is understood', (line, expected) => {
		expect(understood(line)).toEqual(expected);
	});

	test.each([
		['--jsn status', 'there is no flag --jsn; did you mean --json?'],
		['--colour', 'there is no flag --colour; did you mean --color?'],
		['--no-json', 'there is no flag --no-json; see "metawatch --help"'],
		['-x', 'there is no flag -x; see "metawatch --help"'],
		['---json', 'there is no flag ---json; did you mean --json?'],
		['--stale', '--stale needs a value: --stale MINUTES'],
		['--stale=', '--stale needs a value: --stale MINUTES'],
		['--stale --json', '--stale needs a value: --stale MINUTES'],
		['--stale soon', '--stale needs a number of minutes from 0.1 to 100000, not "soon"'],
		['--stale 0', '--stale needs a number of minutes from 0.1 to 100000, not "0"'],
		['--stale -5', '--stale needs a number of minutes from 0.1 to 100000, not "-5"'],
		['--stale 1e3', '--stale needs a number of minutes from 0.1 to 100000, not "1e3"'],
		['--stale 0x10', '--stale needs a number of minutes from 0.1 to 100000, not "0x10"'],
		['--stale 5 --stale 6', '--stale is given twice'],
		['--format kira', '--format cannot be "kira"; did you mean "kiro"?'],
		[
			'--format yaml',
			'--format cannot be "yaml"; it is one of kiro, return-meta, tasks-meta, backlog',
		],
		['validate --severity eror', '--severity cannot be "eror"; did you mean "error"?'],
		['status --json=yes', '--json takes no value: write --json alone'],
		['status --json --json', '--json is given twice'],
		['status --seed 1', '--seed is not for "metawatch status", only for "metawatch demo"'],
		[
			'--json',
			'--json is not for "metawatch", only for "metawatch status", "metawatch validate", "metawatch next", "metawatch stats", "metawatch history", "metawatch recover" and "metawatch undo"',
		],
		['demo --seed 1.5', '--seed needs a whole number from 0 to 4294967295, not "1.5"'],
		[
			'demo here',
			'"metawatch demo" takes no path, but "here" was given; see "metawatch demo --help"',
		],
		['help statsu', 'there is no command "statsu" to help with; did you mean "status"?'],
		[
			'help nothing',
			'there is no command "nothing" to help with; there are status, validate, next, export, stats, history, recover, undo and demo',
		],
	])('%j is refused, and what would be right is said', (line, message) => {
		expect(() => understood(line)).toThrow(new UsageError(message));
	});
});

describe('the help', () => {
	test.each([screenCommand, ...commands])('of "$name" tells everything it has', (command) => {
		const text = helpText(command, '1.2.3');
		for (const name of [...command.flags, ...generalFlags]) {
			expect(text).toContain(`--${flagTable[name].text}`);
		}

		for (const {code, when} of command.exitCodes) {
			expect(text).toContain(`${code}  ${when}`);
		}

		expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
	});

	test('of the screen lists every command', () => {
		const text = helpText(screenCommand, '1.2.3');
		for (const {name, summary} of commands) {
			expect(text).toContain(name);
			expect(text).toContain(summary);
		}
	});

	test('leaves no flag without a command', () => {
		const used = new Set([
			...generalFlags,
			...[screenCommand, ...commands].flatMap(({flags}) => flags),
		]);
		expect(flagNames.filter((name) => !used.has(name))).toEqual([]);
	});
});
