import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {readConfig} from '../../source/cli/config.ts';
import {parseConfig} from '../../source/cli/parse-config.ts';
import {UsageError} from '../../source/cli/usage-error.ts';

const withStart = (start: unknown): string =>
	JSON.stringify({recovery: {commands: {kiro: {start}}}});

describe('recovery.commands', () => {
	test('are a list, or a list with how it is run', () => {
		expect(
			parseConfig(
				JSON.stringify({
					recovery: {
						commands: {
							kiro: {
								start: ['claude', '-p', 'do task {id}: {title}'],
								resume: {arguments: ['claude', '--resume', '{session}'], run: 'terminal'},
							},
							backlog: {start: {arguments: ['/opt/agent', '{key}']}},
						},
						limitMinutes: 5,
					},
				}),
				'c.json',
			),
		).toEqual({
			commands: {
				kiro: {
					start: {arguments: ['claude', '-p', 'do task {id}: {title}'], run: 'background'},
					resume: {arguments: ['claude', '--resume', '{session}'], run: 'terminal'},
				},
				backlog: {start: {arguments: ['/opt/agent', '{key}'], run: 'background'}},
			},
			commandLimitMinutes: 5,
		});
	});

	test.each([
		['no list', 'claude', 'must be a list, the program first'],
		['nothing', [], '.start.0" must name a program'],
		['a blank program', [' '], '.start.0" must name a program'],
		['a number', ['a', 5], '.start.1" must be a string'],
		['a placeholder as program', ['{title}'], '.start.0" is the program'],
		[
			'a placeholder in the program',
			{arguments: ['/x/{id}']},
			'.start.arguments.0" is the program',
		],
		[
			'a program of the folder',
			['./agent'],
			'.start.0" must be the name of a program, or an absolute',
		],
		['a program above', ['bin/agent'], '.start.0" must be the name'],
		[
			'an unknown placeholder',
			['a', '{titel}'],
			'knows no placeholder {titel}; did you mean {title}?',
		],
		['an inherited name', ['a', '{constructor}'], 'knows no placeholder {constructor}'],
		[
			'another way to run',
			{arguments: ['a'], run: 'shell'},
			'.run" must be one of "terminal", "background"',
		],
		['another key', {arguments: ['a'], shell: true}, 'there is no setting "shell"'],
		['a shell', ['sh', '-c', 'agent {title}'], '.start.2" is run as a program by sh'],
		['flags of a shell together', ['/bin/bash', '-lc', '{command}'], 'is run as a program by bash'],
		['a shell behind another program', ['sudo', 'sh', '-c', 'a {id}'], 'is run as a program by sh'],
		['cmd', ['cmd.exe', '/c', 'agent', '{title}'], 'is run as a program by cmd'],
		['a flag and its program in one', ['node', '--eval={title}'], 'is run as a program by node'],
		['a flag and its program in one, short', ['perl', '-e{title}'], 'is run as a program by perl'],
		['a filter language', ['awk', 'BEGIN{{title}}'], 'is run as a program by awk'],
		['make', ['make', '-f', '/dev/null', '--eval={title}'], 'is run as a program by make'],
		['a lock', ['flock', '/tmp/l', '-c', 'echo {title}'], 'is run as a program by flock'],
		['a terminal', ['tmux', 'new-session', '-d', 'echo {title}'], 'is run as a program by tmux'],
		['settings of git', ['git', '-c', 'alias.x=!echo {title}', 'x'], 'is run as a program by git'],
		['a script language', ['node', '-e', 'do("{title}")'], 'is run as a program by node'],
		['another machine', ['ssh', 'host', 'agent {title}'], 'is run as a program by ssh'],
	])('%s is refused', (_, start, message) => {
		expect(() => parseConfig(withStart(start), 'c.json')).toThrow(UsageError);
		expect(() => parseConfig(withStart(start), 'c.json')).toThrow(message);
	});

	test('are refused with the line they stand in', () => {
		const text = '{"recovery": {"commands": {\n"kiro": {"start": ["a",\n"b",\n"{nothing}"]}}}}';
		expect(() => parseConfig(text, 'c.json')).toThrow(
			'c.json:4: "recovery.commands.kiro.start.2" knows no placeholder {nothing}',
		);
	});

	test.each([
		['{"recovery": {"commands": {"kira": {}}}}', 'in "recovery.commands"; did you mean "kiro"?'],
		['{"recovery": {"command": {}}}', 'in "recovery"; did you mean "commands"?'],
		[
			'{"recovery": {"commands": {"kiro": {"Start": ["a"]}}}}',
			'must be the id of an option, or start',
		],
		['{"recovery": {"limitMinutes": 0}}', 'must be at least 0.01'],
	])('%s is refused', (text, message) => {
		expect(() => parseConfig(text, 'c.json')).toThrow(message);
	});

	test('may give values to a shell as values', () => {
		expect(() =>
			parseConfig(withStart(['sh', '-c', 'agent "$1"', 'sh', '{title}']), 'c.json'),
		).not.toThrow();
		expect(() =>
			parseConfig(withStart(['node', '/x/agent.js', '{title}']), 'c.json'),
		).not.toThrow();
	});

	test('leave other braces alone', () => {
		expect(() => parseConfig(withStart(['a', '{"json": 1} {} {1}']), 'c.json')).not.toThrow();
	});
});

describe('commands count', () => {
	let folder = '';
	let workspace = '';
	const around = () => ({
		environment: {XDG_CONFIG_HOME: path.join(folder, 'user')},
		platform: 'linux',
		home: '/nowhere',
	});
	const own = (text: string) => writeFile(path.join(folder, 'user/metawatch/config.json'), text);
	const notices = () => {
		const lines: string[] = [];
		const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			lines.push(String(text));
			return true;
		});
		return {lines, end: () => spy.mockRestore()};
	};

	const reading = async (given?: string) => {
		const {lines, end} = notices();
		try {
			return {settings: await readConfig(given, workspace, around()), lines};
		} finally {
			end();
		}
	};

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'metawatch-test-'));
		workspace = path.join(folder, 'workspace');
		await mkdir(workspace);
		await mkdir(path.join(folder, 'user/metawatch'), {recursive: true});
		await writeFile(
			path.join(workspace, 'metawatch.config.json'),
			'{"color": "never", "recovery": {"commands": {"kiro": {"start": ["evil"]}}, "limitMinutes": 1}}',
		);
	});
	afterAll(async () => await rm(folder, {recursive: true}));

	test('not from the workspace: that is said, and what the user has configured holds', async () => {
		await own('{"color": "always", "recovery": {"commands": {"kiro": {"start": ["mine"]}}}}');
		const {settings, lines} = await reading();
		expect(settings).toEqual({
			color: 'never',
			commands: {kiro: {start: {arguments: ['mine'], run: 'background'}}},
		});
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(
			/^metawatch: "recovery" in .*metawatch\.config\.json is ignored: .*config\.json/,
		);
	});

	test('not from the workspace, when the user has none', async () => {
		await own('{}');
		expect((await reading()).settings).toEqual({color: 'never'});
	});

	test('not from the workspace, when the file of the user is broken', async () => {
		await own('{');
		const {settings, lines} = await reading();
		expect(settings).toEqual({color: 'never'});
		expect(lines.join('')).toMatch(/not JSON.*going on without its commands/);
	});

	test('from a file that is named, even when it is that of the workspace', async () => {
		const {settings, lines} = await reading(path.join(workspace, 'metawatch.config.json'));
		expect(settings.commands).toEqual({kiro: {start: {arguments: ['evil'], run: 'background'}}});
		expect(lines).toEqual([]);
	});
});
