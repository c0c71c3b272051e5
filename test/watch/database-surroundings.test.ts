import {execFileSync, spawn} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {sweepPrivateFolders} from '../../source/watch/private-folder.ts';
import {readDatabase} from '../../source/watch/read-database.ts';

let folder: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'database-surroundings-'));
	file = path.join(folder, 'tasks.db');
});

afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

const create = (mode: string): void => {
	const database = new DatabaseSync(file);
	database.exec(`pragma journal_mode = ${mode}; create table t (n); insert into t values (1)`);
	database.close();
};

describe.skipIf(process.platform === 'win32')('a database is not opened (not on Windows)', () => {
	const strange = {
		'a pipe': (at: string) => execFileSync('/usr/bin/mkfifo', [at]),
		'a link': (at: string) => symlinkSync('/etc/passwd', at),
		'a link to nowhere': (at: string) => symlinkSync('/nonexistent/file', at),
		'a folder': (at: string) => mkdirSync(at),
	};
	const cases = ['-journal', '-wal', '-shm'].flatMap((ending) =>
		['delete', 'wal'].flatMap((mode) =>
			Object.entries(strange).map(([what, make]) => [what, ending, mode, make] as const),
		),
	);

	test.each(cases)('beside %s at %s in mode %s', async (_what, ending, mode, make) => {
		create(mode);
		make(file + ending);
		const before = readdirSync(folder).sort();
		expect(await readDatabase(file, ['t'])).toMatchObject({
			state: 'malformed',
			detail: `what lies at its ${ending} is not a regular file`,
			tables: {},
		});
		expect(readdirSync(folder).sort()).toEqual(before);
	});
});

describe('a private copy', () => {
	test('is not made of more than 256 MiB, the log counted', async () => {
		create('wal');
		writeFileSync(`${file}-wal`, '');
		truncateSync(`${file}-wal`, 256 * 1024 * 1024);
		expect(await readDatabase(file, ['t'])).toMatchObject({
			state: 'malformed',
			detail: 'it has 257 MiB with what lies beside it; above 256 MiB no copy is made to read it',
		});
	});

	test('that cannot be made is told as that, and not as a file that is gone', async () => {
		create('wal');
		vi.stubEnv('TMPDIR', path.join(folder, 'nowhere'));
		await expect(readDatabase(file, ['t'])).rejects.toMatchObject({
			name: 'NoPrivateCopy',
			message: expect.stringMatching(/nothing can be written in .*nowhere \(ENOENT\); TMPDIR/),
		});
	});

	test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is gone after %s', async (signal) => {
		const module = pathToFileURL(path.resolve('source/watch/private-folder.ts')).href;
		const script = `
			const {withPrivateFolder} = await import(${JSON.stringify(module)});
			await withPrivateFolder(async (made) => {
				console.log(made);
				await new Promise((resolve) => setTimeout(resolve, 60_000));
			});
		`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
			env: {...process.env, TMPDIR: folder},
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const made = await new Promise<string>((resolve) => {
			child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
		});
		expect(existsSync(made)).toBe(true);
		const ended = new Promise((resolve) => {
			child.once('exit', (_code, by) => resolve(by));
		});
		child.kill(signal);
		expect(await ended).toBe(signal);
		expect(existsSync(made)).toBe(false);
	});

	test('that a killed process left is swept away, one of a running process is not', () => {
		vi.stubEnv('TMPDIR', folder);
		// Above the highest number a process can have.
		const dead = 4_194_999;
		const names = [
			`metawatch-${dead}-abcdef`,
			`metawatch-${process.pid}-abcdef`,
			`metawatch-${dead}-other-things`,
			'metawatch-test-abcdef',
		];
		const old = new Date(Date.now() - 3_600_000);
		for (const name of names) {
			mkdirSync(path.join(folder, name));
			utimesSync(path.join(folder, name), old, old);
		}

		mkdirSync(path.join(folder, `metawatch-${dead}-newnew`));
		sweepPrivateFolders();
		expect(readdirSync(folder).sort()).toEqual(
			[...names.slice(1), `metawatch-${dead}-newnew`].sort(),
		);
	});
});
