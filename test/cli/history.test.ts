import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {stateFolder} from '../../source/cli/user-folders.ts';
import {runCommand} from '../helpers/run-command.ts';

let folder = '';
let workspace = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-history-command-'));
	workspace = path.join(folder, 'pro ject');
	await mkdir(path.join(workspace, '.kiro/specs/login'), {recursive: true});
	const git = (...words: string[]) =>
		execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=a@b', ...words], {cwd: workspace});
	git('init', '--quiet');
	for (const mark of [' ', '-', 'x']) {
		await writeFile(path.join(workspace, '.kiro/specs/login/tasks.md'), `- [${mark}] 1. Only\n`);
		git('add', '.');
		git('commit', '--quiet', '--message=x');
	}
});

afterAll(async () => {
	await rm(folder, {recursive: true});
});

const run = async (line: string) =>
	await runCommand(line.split(' '), {
		cwd: workspace,
		env: {XDG_STATE_HOME: path.join(folder, 'state')},
	});

const historyOf = (): string =>
	path.join(
		stateFolder(
			{environment: {XDG_STATE_HOME: path.join(folder, 'state')}, platform: 'linux', home: '/'},
			workspace,
		),
		'history.db',
	);

test('history is listed, counted, taken over once, and lies with the state of the user', async () => {
	expect((await run('history')).stdout).toContain('no history yet');
	expect((await run('history import --dry-run')).stdout).toContain('3 versions in 3 commits;');
	expect(existsSync(historyOf())).toBe(false);
	expect(await run('history import --read-only')).toMatchObject({
		code: 2,
		stderr: 'metawatch: nothing is written with --read-only; --dry-run counts what is there\n',
	});
	const first = await run('history import');
	expect(first).toMatchObject({code: 0, stderr: ''});
	expect(first.stdout).toContain('3 versions in 3 commits, 3 of them new');
	expect((await run('history import')).stdout).toContain('0 of them new; 0 transitions');
	expect(existsSync(historyOf())).toBe(true);
	const {stdout, code} = await run('history --json');
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({
		version: 1,
		histories: [{workspace, file: historyOf(), versions: 3, files: 1, tasks: 1}],
	});
	expect((await run('history')).stdout).toContain('3 versions of 1 file');
}, 60_000);

test('attempts alone are told as such, and not as an empty history', async () => {
	const elsewhere = path.join(folder, 'no-git');
	await mkdir(path.join(elsewhere, 'specs/archive'), {recursive: true});
	await writeFile(
		path.join(elsewhere, 'specs/archive/state.json'),
		JSON.stringify({
			completed_projects: [
				{
					project_number: 3,
					project_name: 'three',
					status: 'completed',
					task_type: 'general',
					created: '2026-02-01T09:13:07Z',
					last_updated: '2026-02-01T11:26:31Z',
					completed: '2026-02-01T11:26:31Z',
				},
			],
		}),
	);
	await writeFile(
		path.join(elsewhere, 'specs/state.json'),
		JSON.stringify({next_project_number: 4, active_projects: []}),
	);
	const runThere = async (...words: readonly string[]) =>
		await runCommand(words, {
			cwd: elsewhere,
			env: {XDG_STATE_HOME: path.join(folder, 'state')},
		});
	expect((await runThere('history', 'import')).stdout).toContain('archives: 1 attempt, 1 of them');
	const {stdout} = await runThere('history');
	expect(stdout).toContain('no changes watched yet; 1 attempt imported');
	expect(stdout).not.toContain('empty');
	const report = await runThere('export', '--what', 'history', '--format', 'markdown');
	expect(report.stdout).toContain('No changes were watched in this time; 1 attempt imported.');
}, 60_000);

test('the folder of the state follows links and bears any name', () => {
	const around = {environment: {}, platform: 'linux', home: '/home/ada'};
	expect(stateFolder(around, '/')).toMatch(
		/^\/home\/ada\/\.local\/state\/metawatch\/root-[\da-f]{12}$/,
	);
	expect(stateFolder(around, workspace)).toMatch(/\/metawatch\/pro-ject-[\da-f]{12}$/);
	const relative = {...around, environment: {XDG_STATE_HOME: 'not/absolute'}};
	expect(stateFolder(relative, '/')).toBe(stateFolder(around, '/'));
});
