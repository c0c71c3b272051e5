import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {historyFile, openReader} from '../../source/history/history.ts';
import {importHistory, type ImportOptions} from '../../source/history/import/import-history.ts';
import type {Queries} from '../../source/history/queries.ts';
import {reduce} from '../../source/store/reduce.ts';
import {emptyState} from '../../source/store/state.ts';
import {readFolder} from '../helpers/read-folder.ts';
import {boxes} from '../store/project.ts';
import {temporaryFolder} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;
let workspace: string;
let file: string;

beforeEach(() => {
	place = temporaryFolder();
	workspace = path.join(place.folder, 'work');
	mkdirSync(workspace);
	file = path.join(place.folder, 'state', historyFile);
});

afterEach(() => place.remove());

const ten = Date.UTC(2026, 2, 1, 10);
const hour = 3_600_000;
const now = ten + 1000 * hour;

const git = (...words: string[]): void => {
	execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=a@b', ...words], {
		cwd: workspace,
		stdio: 'pipe',
		env: {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'},
	});
};

const write = (name: string, text: string): void => {
	const target = path.join(workspace, name);
	mkdirSync(path.dirname(target), {recursive: true});
	writeFileSync(target, text);
};

const commit = (at: number): void => {
	git('add', '--all');
	git('commit', '--quiet', '--allow-empty', '--message=x', `--date=${new Date(at).toISOString()}`);
};

const list = '.kiro/specs/login/tasks.md';

const tellStory = (): void => {
	git('init', '--quiet');
	for (const [index, marks] of ['  ', '- ', 'x-', 'xx'].entries()) {
		write(list, boxes(marks));
		write('source.ts', marks);
		commit(ten + index * hour);
	}
};

const takeOver = async (more: Partial<ImportOptions> = {}) =>
	await importHistory({
		file,
		workspace,
		state: reduce(emptyState, readFolder(workspace, {readAt: now}), now, true),
		now,
		isDryRun: false,
		onProgress: () => {},
		...more,
	});

const asking = async <Result>(ask: (queries: Queries) => Result): Promise<Result> => {
	const reader = (await openReader(file))!;
	try {
		return ask(reader.queries);
	} finally {
		reader.database.close();
	}
};

describe('git', () => {
	test('tells what happened, at the times of the authors', async () => {
		tellStory();
		const {git: taken} = await takeOver();
		expect(taken).toMatchObject({commits: 4, versions: 4, newVersions: 4, leftOut: 0});
		const attempts = await asking((queries) => queries.attempts());
		expect(
			attempts.map(({id, startedAt, endedAt, outcome, source}) => [
				id,
				startedAt,
				endedAt,
				outcome,
				source,
			]),
		).toEqual([
			['1', ten + hour, ten + 2 * hour, 'completed', 'imported'],
			['2', ten + 2 * hour, ten + 3 * hour, 'completed', 'imported'],
		]);
		const versions = await asking((queries) =>
			queries.versionsOf(path.join(workspace, list)).map(({id}) => queries.textOf(id)),
		);
		expect(versions).toEqual(['xx', 'x-', '- ', '  '].map((marks) => boxes(marks)));
	});

	test('a second time adds nothing; a later commit adds what it tells', async () => {
		tellStory();
		await takeOver();
		const before = await asking((queries) => [queries.summary(), queries.attempts()]);
		const {git: again} = await takeOver();
		expect(again).toMatchObject({newVersions: 0, transitions: 0});
		expect(await asking((queries) => [queries.summary(), queries.attempts()])).toEqual(before);
		write(list, boxes('xx '));
		commit(ten + 4 * hour);
		expect((await takeOver()).git).toMatchObject({newVersions: 1});
	});

	test('a dry run counts and writes nothing', async () => {
		tellStory();
		const {git: counted} = await takeOver({isDryRun: true});
		expect(counted).toMatchObject({commits: 4, versions: 4, newVersions: 0});
		expect(counted!.transitions).toBeGreaterThan(0);
		expect(existsSync(file)).toBe(false);
	});

	test('cut off in the middle keeps what is whole, and goes on the next time', async () => {
		tellStory();
		const stop = new AbortController();
		const onProgress = (done: number): void => {
			if (done === 2) {
				stop.abort();
			}
		};
		await expect(takeOver({onProgress, signal: stop.signal})).rejects.toThrow('aborted');
		expect(await asking((queries) => queries.summary().versions)).toBe(2);
		await takeOver();
		const whole = await asking((queries) => [
			queries.summary().versions,
			queries.attempts().length,
		]);
		expect(whole).toEqual([4, 2]);
	});

	test('runs nothing that a repository asks for, and follows no link', async () => {
		tellStory();
		const trap = path.join(place.folder, 'trap');
		const script = path.join(place.folder, 'script.sh');
		writeFileSync(script, `#!/bin/sh\ntouch ${trap}\ncat\n`, {mode: 0o755});
		for (const name of [
			'core.fsmonitor',
			'core.pager',
			'pager.log',
			'diff.external',
			'core.sshCommand',
			'gpg.program',
			'diff.evil.textconv',
			'diff.evil.command',
			'filter.evil.smudge',
			'filter.evil.clean',
		]) {
			git('config', name, script);
		}

		git('config', 'log.showSignature', 'true');
		write('.gitattributes', '* diff=evil filter=evil\n');
		writeFileSync(path.join(workspace, '.git', 'hooks', 'post-checkout'), `touch ${trap}`, {
			mode: 0o755,
		});
		rmSync(trap, {force: true});
		const {git: taken, gitFailure} = await takeOver();
		expect(gitFailure).toBeNull();
		expect(taken!.versions).toBe(4);
		expect(existsSync(trap)).toBe(false);
	});

	test('names of files may be anything', async () => {
		git('init', '--quiet');
		for (const name of ['a b', "quote'", 'new\nline', '-dash', '\u0001x', 'ü', ':100644']) {
			write(`.kiro/specs/${name}/tasks.md`, boxes('-'));
		}

		commit(ten);
		const {git: taken} = await takeOver();
		expect(taken).toMatchObject({versions: 7, newVersions: 7});
	});

	test('without a repository says so', async () => {
		const {git: taken, gitFailure} = await takeOver();
		expect(taken).toBeNull();
		expect(gitFailure).toContain('not a git repository');
	});
});

test('event logs and archives tell attempts, once', async () => {
	const event = (stage: string, at: number) =>
		JSON.stringify({
			event_type: 'lifecycle_stage',
			timestamp: new Date(at).toISOString(),
			session_id: 'sess_1',
			task: 7,
			message: `${stage} stage completed for research (status: researched)`,
		});
	write(
		'specs/state.json',
		JSON.stringify({
			next_project_number: 9,
			active_projects: [
				{project_number: 7, project_name: 'seven', status: 'researched', task_type: 'general'},
			],
		}),
	);
	write(
		'specs/events.jsonl',
		`${event('Preflight', ten)}\n{torn\n${event('Postflight', ten + hour)}\n`,
	);
	write(
		'specs/archive/state.json',
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
	const {records} = await takeOver();
	expect(records.map(({name, attempts, news}) => [name, attempts, news])).toEqual([
		['databases of executions', 0, 0],
		['event logs', 1, 1],
		['archives', 1, 1],
	]);
	expect((await takeOver()).records.map(({news}) => news)).toEqual([0, 0, 0]);
	const attempts = await asking((queries) => queries.attempts());
	expect(attempts.map(({id, outcome, endedAt}) => [id, outcome, endedAt])).toEqual([
		['3', 'completed', Date.UTC(2026, 1, 1, 11, 26, 31)],
		['7', 'completed', ten + hour],
	]);
	expect(readFileSync(path.join(workspace, 'specs/events.jsonl'), 'utf8')).toContain('torn');
});
