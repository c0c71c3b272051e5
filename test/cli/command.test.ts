import {chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {statusReportSchema, validateReportSchema} from '../../source/export/report-schema.ts';
import {builtCommand, nodeBinary} from '../helpers/pty.ts';
import {runCommand, runProgram} from '../helpers/run-command.ts';

const isRoot = process.getuid?.() === 0;

let folder = '';

/** A workspace with one healthy spec, one with a broken file, one with nothing, one with very much. */
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-test-'));
	const write = async (name: string, text: string): Promise<void> => {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text);
	};

	await write('good/.kiro/specs/login/tasks.md', '- [x] 1. First\n- [ ] 2. Second\n');
	await write('broken/specs/001-a/tasks.md', '- [ ] T001 [SYNC] Begin\n');
	await write('broken/specs/001-a/tasks_meta.json', '{"feature": "a", "tasks": {"T001": {"sta');
	await write('empty/readme.md', 'nothing\n');
	await write('named/status/.kiro/specs/a/tasks.md', '- [ ] 1. Only\n');
	await write('configured/metawatch.config.json', '{\n"stalMinutes": 3}');
	await write('a-file', 'x');
	const many = Array.from({length: 10_000}, (_, index) => `- [ ] ${index + 1}. Task ${index + 1}`);
	await write('many/.kiro/specs/many/tasks.md', `${many.join('\n')}\n`);
	await mkdir(path.join(folder, 'closed'));
	await chmod(path.join(folder, 'closed'), 0);
	await symlink('loop', path.join(folder, 'loop'));
}, 60_000);

afterAll(async () => {
	await chmod(path.join(folder, 'closed'), 0o700);
	await rm(folder, {recursive: true});
});

const run = async (line: string, options: Parameters<typeof runCommand>[1] = {}) =>
	await runCommand(line.split(' ').filter(Boolean), {cwd: folder, ...options});

describe('what cannot be done', () => {
	test.each([
		['status --jsn', 'there is no flag --jsn; did you mean --json?'],
		['--format kira', '--format cannot be "kira"; did you mean "kiro"?'],
		['--stale soon', '--stale needs a number of minutes from 0.1 to 100000, not "soon"'],
		['statsu', 'there is no command and no folder "statsu"; did you mean "metawatch status"?'],
		['nowhere', 'there is no command and no folder "nowhere"'],
		['./nowhere', 'there is no folder "./nowhere"'],
		['status nowhere/at/all', 'there is no folder "nowhere/at/all"'],
		['-- status', 'there is no folder "status"'],
		['a-file', 'a-file is a file; give the folder it belongs to: .'],
		['validate a-file/x', 'a-file/x cannot be: a part of that path is a file'],
		['status loop', 'loop is a symbolic link that leads to itself'],
		['status good --config none.json', 'there is no config file none.json'],
		['status good --config good', 'good is a folder, not a config file'],
		[
			'status configured',
			'configured/metawatch.config.json:2: there is no setting "stalMinutes"; did you mean "staleMinutes"?',
		],
		['demo --directory good --headless 1', '--directory needs a new or an empty folder, not good'],
	])('%s: one line on stderr, exit 2, nothing on stdout', async (line, message) => {
		expect(await run(line)).toEqual({
			code: 2,
			signal: null,
			stdout: '',
			stderr: `metawatch: ${message}\n`,
		});
	});

	test('an empty path, and one that would paint the terminal', async () => {
		expect(await runCommand([''], {cwd: folder})).toMatchObject({
			code: 2,
			stderr: 'metawatch: an empty path was given; use . for the working directory\n',
		});
		expect((await runCommand(['\u001B[31mred\nline'], {cwd: folder})).stderr).toBe(
			'metawatch: there is no folder "red line"\n',
		);
	});

	test.skipIf(isRoot)('a folder that may not be read (not as root, who may)', async () => {
		expect(await run('status closed')).toMatchObject({
			code: 2,
			stdout: '',
			stderr: 'metawatch: no permission to read closed\n',
		});
	});

	test('the demo without a terminal says what would work', async () => {
		expect(await run('demo')).toMatchObject({code: 2, stdout: ''});
	});
});

describe('the answers', () => {
	test('--version and --help', async () => {
		expect(await run('--version')).toMatchObject({
			code: 0,
			stdout: `${packageJson.version}\n`,
			stderr: '',
		});
		const [long, short, word] = await Promise.all([
			run('status --help'),
			run('-h status'),
			run('help status'),
		]);
		expect(long).toMatchObject({code: 0, stderr: ''});
		expect(long.stdout).toContain('metawatch status [path...] [flags]');
		expect(short).toEqual(long);
		expect(word).toEqual(long);
	});

	test('status prints a table, and the screen without a terminal the same', async () => {
		const table = await run('status good');
		expect(table).toMatchObject({code: 0, stderr: ''});
		expect(table.stdout).toMatch(/^2 tasks/);
		expect(table.stdout).not.toContain('\u001B');
		expect(await run('good')).toEqual(table);
	});

	test('a folder named like a command is given with ./', async () => {
		const cwd = path.join(folder, 'named');
		expect((await run('./status', {cwd})).stdout).toMatch(/^1 task /);
		expect((await run('status status', {cwd})).stdout).toMatch(/^1 task /);
	});

	test('colours come when forced, and not against NO_COLOR', async () => {
		expect((await run('status good --color')).stdout).toContain('\u001B[');
		expect((await run('status good', {env: {FORCE_COLOR: '1'}})).stdout).toContain('\u001B[');
		expect((await run('status good --no-color', {env: {FORCE_COLOR: '1'}})).stdout).not.toContain(
			'\u001B[',
		);
	});

	test('COLUMNS sets the width in a pipe', async () => {
		const {stdout} = await run('status good', {env: {COLUMNS: '30'}});
		expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(30);
	});

	test('status --json fits its schema', async () => {
		const {code, stdout, stderr} = await run('status --json good broken');
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		const report = statusReportSchema.parse(JSON.parse(stdout));
		expect(report.summary).toMatchObject({total: 3, byStatus: {completed: 1, pending: 2}});
		expect(report.workspaces).toEqual([path.join(folder, 'good'), path.join(folder, 'broken')]);
		expect(report.problems).toContainEqual(
			expect.objectContaining({code: 'file-unreadable', severity: 'error'}),
		);
	});

	test('the same folder twice is one workspace', async () => {
		const {stdout} = await run('status --json good ./good good/../good');
		expect(statusReportSchema.parse(JSON.parse(stdout)).workspaces).toHaveLength(1);
	});

	test('--format leaves the others out', async () => {
		const {stdout} = await run('status --json good broken --format kiro');
		const report = statusReportSchema.parse(JSON.parse(stdout));
		expect(report.tasks.map(({format}) => format)).toEqual(['kiro', 'kiro']);
	});

	test('nothing to watch: exit 3, one line that says where and for what; --json is still a document', async () => {
		const table = await run('status empty');
		expect(table).toMatchObject({code: 3, stdout: ''});
		expect(table.stderr).toMatch(
			/^metawatch: nothing to watch in .*empty: no file of kiro, return-meta, tasks-meta, backlog in 1 folder; .*\n$/,
		);
		const json = await run('status empty --json');
		expect(json).toMatchObject({code: 3, stderr: table.stderr});
		expect(statusReportSchema.parse(JSON.parse(json.stdout))).toMatchObject({
			summary: {total: 0},
			tasks: [],
		});
	});

	test('validate: 0 without an error, 1 with one, even when it is not shown', async () => {
		expect((await run('validate good')).code).toBe(0);
		const broken = await run('validate broken');
		expect(broken.code).toBe(1);
		expect(broken.stdout).toMatch(
			/^broken\/specs\/001-a\/tasks_meta\.json\n +1:\d+ {2}error .*file-unreadable$/m,
		);
		const {code, stdout} = await run('validate broken --json --severity error');
		expect(code).toBe(1);
		const report = validateReportSchema.parse(JSON.parse(stdout));
		expect(report.summary.bySeverity).toMatchObject({error: 1, warning: 0, info: 0});
	});
});

describe('pipes and streams', () => {
	test('10,000 tasks arrive whole, also at a reader that takes little at a time', async () => {
		// Megabytes through a pipe that holds 64 KB, 512 bytes after 512 bytes: it is full all the time.
		const {stdout} = await runProgram(
			'sh',
			['-c', `"${nodeBinary}" "${builtCommand}" status --json many | dd bs=512 2>/dev/null`],
			{cwd: folder},
		);
		expect(statusReportSchema.parse(JSON.parse(stdout)).summary.total).toBe(10_000);
	}, 60_000);

	test('a reader that goes away ends it quietly', async () => {
		const {stdout, stderr} = await runProgram(
			'sh',
			[
				'-c',
				`{ "${nodeBinary}" "${builtCommand}" status --json many; echo "exit $?" >&2; } | head -1`,
			],
			{cwd: folder},
		);
		expect({stdout, stderr}).toEqual({stdout: '{\n', stderr: 'exit 0\n'});
	}, 60_000);

	test('closed stdin, stdout or stderr do no harm', async () => {
		const ended = await runProgram(
			'sh',
			[
				'-c',
				`"${nodeBinary}" "${builtCommand}" status good <&- >/dev/null; echo $?; "${nodeBinary}" "${builtCommand}" --nothing 2>&-; echo $?`,
			],
			{cwd: folder},
		);
		expect(ended.stdout).toBe('0\n2\n');
	});

	test('without a home and without a cache it works', async () => {
		expect(
			await run('--version', {env: {HOME: '/nonexistent', XDG_CACHE_HOME: '/dev/null'}}),
		).toMatchObject({code: 0, stdout: `${packageJson.version}\n`, stderr: ''});
	});
});

describe('demo --headless', () => {
	test('writes a session that can be read, and removes it on a signal', async () => {
		const temporary = path.join(folder, 'temporary');
		await mkdir(temporary);
		let found = '';
		const {code, stdout, stderr} = await runCommand(['demo', '--headless', '60'], {
			cwd: '/',
			env: {TMPDIR: temporary},
			whileRunning: (child) =>
				child.stderr?.on('data', (chunk: Buffer) => {
					found += chunk.toString();
					if (found.includes('\n')) {
						child.kill('SIGTERM');
					}
				}),
		});
		expect({code, stdout}).toEqual({code: 143, stdout: ''});
		expect(stderr).toMatch(/^metawatch: the demo is in .*metawatch-demo-\w+.parcel-tracker\n$/);
		expect(await readdir(temporary)).toEqual([]);
	});

	test('keeps the folder that was asked for', async () => {
		const {code} = await run('demo --headless 0.5 --speed 50 --directory demo');
		expect(code).toBe(0);
		const {stdout} = await run('status --json demo');
		expect(statusReportSchema.parse(JSON.parse(stdout)).summary.total).toBeGreaterThan(20);
	});
});

describe('an old Node', () => {
	test('is told what is needed, in one line', async () => {
		const old = `Object.defineProperty(process.versions, 'node', {value: '18.20.4'}); import(${JSON.stringify(builtCommand)})`;
		const {code, stdout, stderr} = await runProgram(nodeBinary, ['-e', old], {cwd: folder});
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toMatch(
			/^metawatch needs Node 22\.22 or newer; this is Node 18\.20\.4 \(.*\)\n$/,
		);
	});
});
