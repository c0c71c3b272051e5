import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {findProgram} from '../../../source/effects/commands/find-program.ts';
import {openOutputLog} from '../../../source/effects/commands/output-log.ts';
import {startRun} from '../../../source/effects/commands/run.ts';
import {createRuns} from '../../../source/effects/commands/runs.ts';
import {createTail} from '../../../source/effects/commands/tail.ts';
import {waitFor} from '../../helpers/wait-for.ts';

const node = process.execPath;
const isWindows = process.platform === 'win32';

let folder = '';
beforeAll(async () => {
	folder = realpathSync(await mkdtemp(path.join(tmpdir(), 'metawatch-test-')));
});
afterAll(async () => await rm(folder, {recursive: true}));

const isAlive = (processId: number): boolean => {
	try {
		process.kill(processId, 0);
	} catch {
		return false;
	}

	// A child whose parent has gone stays until somebody collects it.
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${processId}/status`, 'utf8'));
	} catch {
		return true;
	}
};

let count = 0;
const script = (text: string, ...words: string[]) =>
	startRun(
		{program: node, arguments: ['-e', text, ...words], folder},
		{logs: path.join(folder, 'logs'), name: `run-${count++}`, graceMs: 100},
	);

describe('a command', () => {
	test('gets its arguments as they are, in its folder, without input', async () => {
		const run = script(
			'process.stdin.on("data", () => {}).on("end", () => console.log(JSON.stringify([process.argv.slice(1), process.cwd()])))',
			'a b',
			'$(touch x)',
			'; rm',
			'"',
		);
		expect(await run.ended).toEqual({code: 0, signal: null, failure: null, isStopped: false});
		expect(JSON.parse(run.lines()[0]!)).toEqual([['a b', '$(touch x)', '; rm', '"'], folder]);
		expect(existsSync(path.join(folder, 'x'))).toBe(false);
	});

	test('has both streams kept: the last of them as harmless lines, all of them in a file', async () => {
		const run = script('console.log("\\x1b[2Jone"); console.error("two"); process.exitCode = 3');
		expect(await run.ended).toMatchObject({code: 3});
		expect([...run.lines()].sort()).toEqual(['one', 'two']);
		expect(readFileSync(run.log!, 'utf8')).toContain('\u001B[2Jone\n');
		expect(run.logProblem()).toBeNull();
	});

	test.skipIf(isWindows)('is kept where only its owner can read it', async () => {
		const run = script('');
		await run.ended;
		expect(statSync(run.log!).mode & 0o777).toBe(0o600);
		expect(statSync(path.dirname(run.log!)).mode & 0o777).toBe(0o700);
	});

	test('that cannot be started tells why', async () => {
		const missing = startRun(
			{program: 'metawatch-no-such-program', arguments: [], folder},
			{logs: folder, name: 'x'},
		);
		expect(await missing.ended).toEqual({
			code: null,
			signal: null,
			failure: 'there is no program metawatch-no-such-program on PATH',
			isStopped: false,
		});
		const nul = startRun({program: node, arguments: ['a\0b'], folder}, {logs: null, name: 'x'});
		expect((await nul.ended).failure).toMatch(/null bytes/);
		const nowhere = startRun(
			{program: node, arguments: [], folder: path.join(folder, 'gone')},
			{logs: null, name: 'x'},
		);
		expect((await nowhere.ended).failure).toMatch(/ENOENT/);
	});

	test('runs without its file when there can be none', async () => {
		await writeFile(path.join(folder, 'a-file'), '');
		const run = startRun(
			{program: node, arguments: ['-e', 'console.log(1)'], folder},
			{logs: path.join(folder, 'a-file'), name: 'x'},
		);
		expect(await run.ended).toMatchObject({code: 0});
		expect(run.lines()).toEqual(['1']);
		expect(run.log).toBeNull();
		expect(run.logProblem()).toMatch(/its output is not kept/);
	});

	test.skipIf(isWindows)(
		'is stopped with all that it has started, also when it does not listen',
		async () => {
			const run = script(`
			process.on('SIGTERM', () => {});
			const child = require('node:child_process').spawn(process.execPath, ['-e',
				'process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)'], {stdio: 'inherit'});
			console.log(child.pid);
			setInterval(() => {}, 1000);
		`);
			await waitFor(() => run.lines().includes('ready') && run.lines().length === 2);
			const child = Number(run.lines().find((line) => line !== 'ready'));
			run.stop();
			expect(await run.ended).toMatchObject({code: null, signal: 'SIGKILL', isStopped: true});
			await waitFor(() => !isAlive(child));
		},
	);

	test('that is asked to stop may end in order', async () => {
		const run = script(
			'process.on("SIGTERM", () => process.exit(7)); console.log("ready"); setInterval(() => {}, 1000)',
		);
		await waitFor(() => run.lines().includes('ready'));
		run.stop();
		run.stop();
		expect(await run.ended).toMatchObject(
			isWindows ? {isStopped: true} : {code: 7, isStopped: true},
		);
		run.stop();
	});

	test.skipIf(isWindows)(
		'takes what it left behind with it, though that will not listen',
		async () => {
			const run = script(
				`const {spawn} = require('node:child_process');
			const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'], {stdio: ['ignore', 'pipe', 'ignore']});
			child.stdout.once('data', () => { console.log(child.pid); process.exit(0); });`,
			);
			expect(await run.ended).toMatchObject({code: 0});
			const left = Number(run.lines()[0]);
			expect(left).toBeGreaterThan(0);
			await waitFor(() => !isAlive(left));
		},
	);

	test('ends when it has ended, even if what it left behind holds its output', async () => {
		const run = script(
			`require('node:child_process').spawn(process.execPath, ['-e', 'console.log(process.pid); setTimeout(() => {}, 60000)'],
				{stdio: 'inherit', detached: true}).unref(); setTimeout(() => process.exit(0), 300)`,
		);
		expect(await run.ended).toMatchObject({code: 0});
		const left = Number(run.lines()[0]);
		if (left) {
			process.kill(left, 'SIGKILL');
		}
	});
});

describe('all commands', () => {
	test('are known while they run, and end with who started them', async () => {
		const ends: string[] = [];
		const runs = createRuns({
			logs: null,
			graceMs: 100,
			onEnd: ({name}) => ends.push(name),
		});
		const invocation = {program: node, arguments: ['-e', 'setInterval(() => {}, 1000)'], folder};
		runs.start(invocation, 'one');
		runs.start(invocation, 'two');
		runs.start({...invocation, program: 'metawatch-no-such-program'}, 'none');
		expect(runs.running().map(({name}) => name)).toEqual(['one', 'two']);
		const listeners = process.listenerCount('exit');
		await runs.close();
		expect(runs.running()).toEqual([]);
		expect(ends.sort()).toEqual(['none', 'one', 'two']);
		expect(process.listenerCount('exit')).toBe(listeners - 1);
	});
});

describe('a program', () => {
	const environment = (...folders: string[]) => ({PATH: folders.join(path.delimiter)});

	test.skipIf(isWindows)('is looked for in absolute folders of PATH only', async () => {
		const there = path.join(folder, 'bin');
		await mkdir(path.join(there, 'folder'), {recursive: true});
		await writeFile(path.join(there, 'agent'), '#!/bin/sh\n');
		await writeFile(path.join(there, 'data'), '');
		await chmod(path.join(there, 'agent'), 0o755);
		await chmod(path.join(there, 'data'), 0o644);
		await symlink('agent', path.join(there, 'linked'));
		const at = path.join(there, 'agent');
		expect(findProgram('agent', environment('/nowhere', there))).toEqual({file: at});
		expect(findProgram('linked', environment(there))).toEqual({file: path.join(there, 'linked')});
		expect(findProgram(at, {})).toEqual({file: at});
		const relative = path.relative('.', there);
		for (const [program, ...folders] of [
			['agent'],
			['agent', relative, '', '.'],
			['data', there],
			['folder', there],
			['./agent', there],
			['', there],
			[path.join(there, 'none'), there],
		] as [string, ...string[]][]) {
			expect(findProgram(program, environment(...folders))).toHaveProperty('reason');
		}
	});
});

describe('what is kept', () => {
	test('has a limit, and says so', () => {
		const log = openOutputLog(path.join(folder, 'limited'), 'a', 10);
		log.write(Buffer.from('12345678'));
		expect(log.problem()).toBeNull();
		log.write(Buffer.from('90abc'));
		log.write(Buffer.from('more'));
		log.close();
		log.write(Buffer.from('later'));
		expect(readFileSync(log.file!, 'utf8')).toBe(
			'1234567890\n[metawatch keeps no more than this of one command]\n',
		);
		expect(log.problem()).toBe('only its first 10 bytes are kept');
	});

	test('is of the last hundred commands', async () => {
		const place = path.join(folder, 'hundred');
		for (let index = 0; index < 105; index++) {
			openOutputLog(place, String(index).padStart(3, '0')).close();
		}

		const names = (await readdir(place)).sort();
		expect(names).toHaveLength(100);
		expect(names[0]).toBe('005.log');
	});

	test('is never followed to where a link leads', async () => {
		const place = path.join(folder, 'linked');
		await mkdir(place);
		await symlink(path.join(folder, 'victim'), path.join(place, 'a.log'));
		expect(openOutputLog(place, 'a').file).toBeNull();
		expect(existsSync(path.join(folder, 'victim'))).toBe(false);
	});

	test('in memory are whole lines from the end, and characters cut in two come together', () => {
		const tail = createTail(20);
		const bytes = Buffer.from('first line that is long\nsecond é\nthird\n');
		for (const byte of bytes) {
			tail.add(Buffer.from([byte]));
		}

		expect(tail.lines()).toEqual(['second é', 'third']);
		const large = createTail(10);
		large.add(Buffer.from('x'.repeat(1_000_000)));
		expect(large.lines()).toEqual(['x'.repeat(10)]);
	});
});
