import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {readConfig} from '../../source/cli/config.ts';
import {parseConfig} from '../../source/cli/parse-config.ts';
import {settingsFor} from '../../source/cli/settings.ts';
import {UsageError} from '../../source/cli/usage-error.ts';
import {configFolder} from '../../source/cli/user-folders.ts';

describe('the text of a config file', () => {
	test('becomes settings', () => {
		expect(
			parseConfig(
				JSON.stringify({
					$schema: './schema/config.schema.json',
					formats: ['kiro'],
					staleMinutes: 12.5,
					readOnly: true,
					color: 'never',
					theme: 'light',
					ignoredFolders: ['vendor'],
					reconcileSeconds: 5,
				}),
				'c.json',
			),
		).toEqual({
			formats: ['kiro'],
			staleMinutes: 12.5,
			isReadOnly: true,
			color: 'never',
			theme: 'light',
			ignoredFolders: ['vendor'],
			reconcileSeconds: 5,
		});
		expect(parseConfig('{}', 'c.json')).toEqual({});
		expect(parseConfig('{"readOnly": false}', 'c.json')).toEqual({isReadOnly: false});
	});

	test.each([
		[
			'{\n"stalMinutes": 3}',
			'c.json:2: there is no setting "stalMinutes"; did you mean "staleMinutes"?',
		],
		[
			'{"zzz": 1}',
			'c.json:1: there is no setting "zzz"; there are formats, staleMinutes, readOnly, color, theme, ignoredFolders, reconcileSeconds, history, metrics',
		],
		[
			'{"formats": [\n"kiro",\n"kirro"]}',
			'c.json:3: "formats.1" must be one of "kiro", "return-meta", "tasks-meta", "backlog"',
		],
		['{"staleMinutes": "3"}', 'c.json:1: "staleMinutes" must be a number'],
		['{"staleMinutes": 0}', 'c.json:1: "staleMinutes" must be at least 0.1'],
		['{"reconcileSeconds": 1e9}', 'c.json:1: "reconcileSeconds" must be at most 86400'],
		['{"ignoredFolders": "a"}', 'c.json:1: "ignoredFolders" must be an array'],
		[
			'{"ignoredFolders": ["a/b"]}',
			'c.json:1: "ignoredFolders.0" must be the name of a folder, not a path',
		],
		['{"ignoredFolders": [""]}', 'c.json:1: "ignoredFolders.0" must not be empty'],
		['[]', 'c.json:1: a config file holds one object: {"staleMinutes": 20}'],
		['null', 'c.json:1: a config file holds one object: {"staleMinutes": 20}'],
		['', 'c.json:1:1: not JSON: the file is empty'],
		['{"color": "auto",}', 'c.json:1:18: not JSON: property name expected'],
		['{\n// no\n"color": "auto"}', 'c.json:2:1: not JSON: invalid comment token'],
		['{"color": "auto",\n"color": "never"}', 'c.json:2: "color" stands twice'],
		['{"__proto__": {}}', /there is no setting "__proto__"/],
	])('%j is refused with its line', (text, message) => {
		expect(() => parseConfig(text, 'c.json')).toThrow(UsageError);
		expect(() => parseConfig(text, 'c.json')).toThrow(message);
	});
});

describe('the config file', () => {
	let folder = '';
	const around = () => ({
		environment: {XDG_CONFIG_HOME: path.join(folder, 'user')},
		platform: 'linux',
		home: '/nowhere',
	});
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'metawatch-test-'));
		await mkdir(path.join(folder, 'workspace'));
		await mkdir(path.join(folder, 'bare'));
		await mkdir(path.join(folder, 'user', 'metawatch'), {recursive: true});
		await writeFile(
			path.join(folder, 'workspace', 'metawatch.config.json'),
			'{"staleMinutes": 1, "color": "never"}',
		);
		await writeFile(path.join(folder, 'user', 'metawatch', 'config.json'), '{"staleMinutes": 2}');
		await writeFile(path.join(folder, 'given.json'), '{"staleMinutes": 3}');
	});
	afterAll(async () => await rm(folder, {recursive: true}));

	test('is the one given, else that of the workspace, else that of the user', async () => {
		const workspace = path.join(folder, 'workspace');
		const bare = path.join(folder, 'bare');
		expect(await readConfig(path.join(folder, 'given.json'), workspace, around())).toEqual({
			staleMinutes: 3,
		});
		expect(await readConfig(undefined, workspace, around())).toEqual({
			staleMinutes: 1,
			color: 'never',
		});
		expect(await readConfig(undefined, bare, around())).toEqual({staleMinutes: 2});
		expect(
			await readConfig(undefined, bare, {environment: {}, platform: 'linux', home: bare}),
		).toEqual({});
	});

	test('gives way to flags', async () => {
		const settings = await settingsFor(
			{stale: 9, readOnly: true, format: ['kiro']},
			path.join(folder, 'workspace'),
		);
		expect(settings).toMatchObject({
			staleMinutes: 9,
			color: 'never',
			isReadOnly: true,
			formats: ['kiro'],
			reconcileSeconds: 30,
		});
	});

	test('that was asked for must be there', async () => {
		await expect(readConfig(path.join(folder, 'none.json'), folder, around())).rejects.toThrow(
			/there is no config file .*none\.json/,
		);
		await expect(readConfig(folder, folder, around())).rejects.toThrow(
			/is a folder, not a config file/,
		);
	});

	describe.skipIf(process.platform === 'win32')('of a workspace (not on Windows)', () => {
		const cases: Record<string, [make: (file: string) => void, message: RegExp]> = {
			'that is a pipe': [(file) => execFileSync('/usr/bin/mkfifo', [file]), /it is a pipe/],
			'that is a link out of it': [
				(file) => symlinkSync('/etc/passwd', file),
				/metawatch\.config\.json: a link that leads out of the workspace/,
			],
			'that is a link to a device': [(file) => symlinkSync('/dev/zero', file), /it is a pipe/],
			'that is a folder': [(file) => mkdirSync(file), /is a folder, not a config file/],
			'that is too large': [
				(file) => {
					writeFileSync(file, '');
					truncateSync(file, 1_000_000_000);
				},
				/it has 954 MiB; files above 1 MiB are not read/,
			],
			'that is too deep': [
				(file) => writeFileSync(file, '['.repeat(500_000)),
				/metawatch\.config\.json:1:\d+: not JSON: .*deep/,
			],
		};

		test.each(Object.entries(cases))('%s is refused', async (_what, [make, message]) => {
			const workspace = await mkdtemp(path.join(folder, 'refused-'));
			make(path.join(workspace, 'metawatch.config.json'));
			const reading = readConfig(undefined, workspace, around());
			await expect(reading).rejects.toThrow(UsageError);
			await expect(reading).rejects.toThrow(message);
		});

		test('may be a link to another file in it', async () => {
			const workspace = await mkdtemp(path.join(folder, 'linked-'));
			await writeFile(path.join(workspace, 'other.json'), '{"staleMinutes": 7}');
			symlinkSync('other.json', path.join(workspace, 'metawatch.config.json'));
			expect(await readConfig(undefined, workspace, around())).toEqual({staleMinutes: 7});
		});
	});

	test('of the user that cannot be read is told of and left out, as nobody asked for it', async () => {
		const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		try {
			const user = await mkdtemp(path.join(folder, 'user-'));
			// A folder in its place: permission stops everybody but root.
			await mkdir(path.join(user, 'metawatch', 'config.json'), {recursive: true});
			const bare = path.join(folder, 'bare');
			const settings = await readConfig(undefined, bare, {
				...around(),
				environment: {XDG_CONFIG_HOME: user},
			});
			expect(settings).toEqual({});
			expect(told.mock.calls).toEqual([
				[
					expect.stringMatching(
						/^metawatch: .* is a folder, not a config file; going on without it\n$/,
					),
				],
			]);
		} finally {
			told.mockRestore();
		}
	});

	test('of the user may be a link to anywhere', async () => {
		const user = await mkdtemp(path.join(folder, 'user-'));
		await mkdir(path.join(user, 'metawatch'));
		symlinkSync(path.join(folder, 'given.json'), path.join(user, 'metawatch', 'config.json'));
		const bare = path.join(folder, 'bare');
		const environment = {XDG_CONFIG_HOME: user};
		expect(await readConfig(undefined, bare, {...around(), environment})).toEqual({
			staleMinutes: 3,
		});
	});

	test.each([
		[{XDG_CONFIG_HOME: '/x'}, 'linux', '/x/metawatch'],
		[{XDG_CONFIG_HOME: 'relative'}, 'linux', '/home/a/.config/metawatch'],
		[{APPDATA: '/roaming'}, 'win32', '/roaming/metawatch'],
		[{APPDATA: '/roaming'}, 'linux', '/home/a/.config/metawatch'],
	])('of the user lies where the system says: %j on %s', (environment, platform, expected) => {
		expect(configFolder({environment, platform, home: '/home/a'})).toBe(path.normalize(expected));
	});
});
