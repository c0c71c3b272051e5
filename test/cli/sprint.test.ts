import type {ChildProcess} from 'node:child_process';
import {mkdir, mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type SprintLine, sprintLineSchema} from '../../source/export/sprint-schema.ts';
import type {FormatName} from '../../source/model/format-name.ts';
import {nodeBinary} from '../helpers/pty.ts';
import {type Ended, runCommand} from '../helpers/run-command.ts';

/** Writes what a real agent of each format writes; at "fail once" it fails at its first try. */
const agent = `
import {existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync} from 'node:fs';
const [format, file, id, mood] = process.argv.slice(2);
// Two that run side by side write the same file: without a lock one would undo what the other wrote.
const lock = process.argv[1] + '.lock';
const take = () => { try { mkdirSync(lock); return true; } catch { return false; } };
const edit = (change) => { while (!take()); try { writeFileSync(file, change(readFileSync(file, 'utf8'))); } finally { rmdirSync(lock); } };
const editJson = (change) => edit((text) => { const value = JSON.parse(text); change(value); return JSON.stringify(value, null, 2); });
const now = () => new Date().toISOString();
console.log('working on', id);
const mark = process.argv[1] + '.' + id + '.failed';
const fails = mood === 'fail once' && !existsSync(mark);
const finish = {
	kiro: () => edit((text) => text.replace('[ ] ' + id + '.', '[x] ' + id + '.')),
	'tasks-meta': () => editJson((value) => { Object.assign(value.tasks[id], fails
		? {status: 'failed', failure_reason: 'ValueError: invalid literal', completed_at: now()}
		: {status: 'completed', completed_at: now()}); }),
	'return-meta': () => editJson((value) => { const project = value.active_projects.find((one) => String(one.project_number) === id); project.status = 'completed'; project.last_updated = now(); }),
	backlog: () => edit((text) => text.split('\\n').map((line) => line.startsWith('| ' + id + ' ') ? line.replace('todo', '✅ done') : line).join('\\n')),
};
setTimeout(() => {
	finish[format]();
	if (fails) { writeFileSync(mark, ''); process.exitCode = 1; }
}, 50);
`;

const projects: Readonly<Record<FormatName, Readonly<Record<string, string>>>> = {
	kiro: {'.kiro/specs/a/tasks.md': '- [ ] 1. First\n- [ ] 2. Second\n'},
	'tasks-meta': {
		'specs/001-a/tasks.md': '- [ ] T001 [SYNC] Begin\n- [ ] T002 [SYNC] Go on\n',
		'specs/001-a/tasks_meta.json': JSON.stringify({
			feature: '001-a',
			tasks: {
				T001: {description: 'Begin', execution_mode: 'SYNC', status: 'pending'},
				T002: {description: 'Go on', execution_mode: 'SYNC', status: 'pending'},
			},
		}),
	},
	'return-meta': {
		'specs/state.json': JSON.stringify({
			next_project_number: 3,
			active_projects: [1, 2].map((number) => ({
				project_number: number,
				project_name: `project_${number}`,
				status: 'not_started',
				task_type: 'general',
				created: '2026-05-01T08:00:00Z',
				last_updated: '2026-05-01T08:00:10Z',
			})),
		}),
	},
	backlog: {
		'000_core/000_backlog.md': `# Backlog

| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |
|----|-------|-----|----------|--------|-----------------|----------------|--------------|
| B-001 | First | 🔥 | 3 | todo | Reads | TypeScript | None |
| B-002 | Second | 🔥 | 3 | todo | Writes | TypeScript | None |
`,
	},
};

let folder = '';
beforeAll(async () => {
	folder = await realpath(await mkdtemp(path.join(tmpdir(), 'metawatch-test-')));
	await writeFile(path.join(folder, 'agent.mjs'), agent);
	await writeFile(path.join(folder, 'sleeper.mjs'), 'setInterval(() => {}, 1000);');
});
afterAll(async () => await rm(folder, {recursive: true}));

let count = 0;
const project = async (files: Readonly<Record<string, string>>): Promise<string> => {
	const workspace = path.join(folder, `workspace-${count++}`);
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(workspace, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text);
	}

	return workspace;
};

const config = async (commands: unknown): Promise<string> => {
	const file = path.join(folder, `config-${count++}.json`);
	await writeFile(file, JSON.stringify({recovery: {commands}}));
	return file;
};

const start = async (
	workspace: string,
	given: readonly string[],
	whileRunning?: (child: ChildProcess) => void,
): Promise<Ended> =>
	await runCommand(['next', workspace, '--start', '5', ...given], {
		env: {HOME: folder, USERPROFILE: folder, LOCALAPPDATA: folder, XDG_STATE_HOME: folder},
		...(whileRunning && {whileRunning}),
	});

const linesOf = ({stdout}: Ended): readonly SprintLine[] =>
	stdout
		.split('\n')
		.filter(Boolean)
		.map((line) => sprintLineSchema.parse(JSON.parse(line)));

const agentOf = (format: FormatName, mood = 'well') => ({
	[format]: {start: [nodeBinary, path.join(folder, 'agent.mjs'), format, '{path}', '{id}', mood]},
});

describe('next --start', () => {
	test.each(Object.keys(projects) as FormatName[])('works off a project of %s', async (format) => {
		const workspace = await project(projects[format]);
		const file = await config(agentOf(format));
		const ended = await start(workspace, ['--config', file, '--yes', '--json', '--agents', '2']);
		const lines = linesOf(ended);
		expect(ended.stderr).toBe('');
		expect(lines.at(-1)).toMatchObject({
			event: 'summary',
			failed: [],
			left: [],
			reason: 'nothing more is ready',
		});
		expect(lines.filter(({event}) => event === 'started')).toHaveLength(2);
		expect(lines.filter(({event}) => event === 'done')).toHaveLength(2);
		expect(ended.code).toBe(0);
	});

	test('keeps the output of a command in a file, and names it', async () => {
		const workspace = await project(projects.kiro);
		const ended = await start(workspace, [
			'--config',
			await config(agentOf('kiro')),
			'--yes',
			'--json',
		]);
		const started = linesOf(ended).find((line) => line.event === 'started');
		const log = started?.event === 'started' ? started.log : null;
		expect(await readFile(log!, 'utf8')).toBe('working on 1\n');
	});

	test('tries a failure again, after its format has recorded the retry', async () => {
		const workspace = await project(projects['tasks-meta']);
		const file = await config(agentOf('tasks-meta', 'fail once'));
		const ended = await start(workspace, ['--config', file, '--yes', '--json']);
		const events = linesOf(ended).map((line) =>
			'id' in line ? `${line.event} ${line.id}` : line.event,
		);
		expect(events.filter((event) => event !== 'progress')).toEqual([
			'plan',
			'started T001',
			'retry T001',
			expect.stringMatching(/^started T00[12]$/),
			expect.any(String),
			expect.any(String),
			expect.any(String),
			expect.any(String),
			expect.any(String),
			'summary',
		]);
		expect(linesOf(ended).at(-1)).toMatchObject({done: ['T001', 'T002'], failed: [], left: []});
		expect(ended.code).toBe(0);
		const trail = await runCommand(['undo', workspace, '--list'], {
			env: {HOME: folder, USERPROFILE: folder, LOCALAPPDATA: folder, XDG_STATE_HOME: folder},
		});
		expect(trail.stdout.match(/tried again by a sprint/g)).toHaveLength(2);
	});

	test('shows every argument, starts nothing, and asks nobody', async () => {
		const workspace = await project({'.kiro/specs/a/tasks.md': '- [ ] 1. A "b" $(c)\n'});
		const file = await config({kiro: {start: [nodeBinary, 'do {title}', '{id}']}});
		const dry = await start(workspace, ['--config', file, '--dry-run']);
		expect(dry).toMatchObject({code: 0, stderr: ''});
		expect(dry.stdout).toContain(`[${JSON.stringify(nodeBinary)}, "do A \\"b\\" $(c)", "1"]`);
		const refused = await start(workspace, ['--config', file]);
		expect(refused.code).toBe(1);
		expect(refused.stderr).toBe(
			'metawatch: nobody is there to be asked; add --yes to start them\n',
		);
		const readOnly = await start(workspace, ['--config', file, '--yes', '--read-only']);
		expect(readOnly.code).toBe(1);
		expect(readOnly.stderr).toContain('nothing is started with --read-only');
	});

	test.each([
		['no command', {}, /no command is configured .*"start": \["claude"/],
		[
			'a command that is not there',
			{kiro: {start: ['metawatch-no-such']}},
			/no program metawatch-no-such on PATH/,
		],
		[
			'a command for the terminal',
			{kiro: {start: {arguments: ['node'], run: 'terminal'}}},
			/"run": "background"/,
		],
	])('with %s says what to write into the config', async (_, commands, message) => {
		const workspace = await project(projects.kiro);
		const ended = await start(workspace, ['--config', await config(commands), '--yes']);
		expect(ended.stderr).toMatch(message);
		expect(ended.code).toBe(2);
	});

	test('never runs what the workspace configures', async () => {
		const workspace = await project({
			...projects.kiro,
			'metawatch.config.json': JSON.stringify({recovery: {commands: agentOf('kiro')}}),
		});
		const ended = await start(workspace, ['--yes']);
		expect(ended.stderr).toMatch(/"recovery" in .* is ignored.*\n.*no command is configured/);
		expect(ended.code).toBe(2);
		expect(await readFile(path.join(workspace, '.kiro/specs/a/tasks.md'), 'utf8')).not.toContain(
			'[x]',
		);
	});

	test('says that a task was left, and ends with 1', async () => {
		const workspace = await project({'.kiro/specs/a/tasks.md': '- [ ] 1. First\n'});
		const file = await config({kiro: {start: [nodeBinary, '-v']}});
		const ended = await start(workspace, ['--config', file, '--yes']);
		expect(ended.stdout).toContain('ended without recording: the files still say pending');
		expect(ended.code).toBe(1);
	});

	test.skipIf(process.platform === 'win32')(
		'starts nothing more at Ctrl+C, and ends what runs at the second',
		async () => {
			const workspace = await project(projects.kiro);
			const file = await config({kiro: {start: [nodeBinary, path.join(folder, 'sleeper.mjs')]}});
			const ended = await start(workspace, ['--config', file, '--yes', '--json'], (child) => {
				const seen = {started: false, told: false};
				child.stdout!.on('data', (chunk: Buffer) => {
					if (!seen.started && chunk.toString().includes('"started"')) {
						seen.started = true;
						child.kill('SIGINT');
					}
				});
				child.stderr!.on('data', (chunk: Buffer) => {
					if (!seen.told && chunk.toString().includes('still running: 1 start')) {
						seen.told = true;
						child.kill('SIGINT');
					}
				});
			});
			expect(ended.code).toBe(1);
			expect(linesOf(ended).at(-1)).toMatchObject({
				event: 'summary',
				done: [],
				left: [{id: '1', reason: 'its command was ended: ended by you'}],
				notStarted: 1,
				reason: 'stopped by you',
			});
		},
	);
});
