import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {noSenses} from '../../source/analysis/senses.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore} from '../../source/store/store.ts';
import {agentOf} from '../../source/watch/agent-names.ts';
import {
	createAgentProcesses,
	listAgentsHere,
	lookEveryMs,
} from '../../source/watch/agent-processes.ts';
import {createLinuxProcesses, type FoundAgent} from '../../source/watch/linux-processes.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {waitFor} from '../helpers/wait-for.ts';

test.for([
	['claude', ['claude', '--resume'], 'claude'],
	['node', ['node', '/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js'], 'claude'],
	['node', ['/usr/bin/node', '--no-warnings', '/usr/bin/gemini'], 'gemini'],
	['MainThread', ['node', '/home/me/.local/bin/codex.js'], 'codex'],
	['python3', ['python3.12', '/home/me/.venv/bin/aider', '--yes'], 'aider'],
	['cursor-agent', ['/opt/cursor/cursor-agent'], 'cursor'],
	['node', ['node', 'server.js', 'claude'], null],
	['bash', ['bash', '-c', 'claude'], null],
	['vim', ['vim', 'claude.md'], null],
	['claudette', ['claudette'], null],
	['', [], null],
] as const)('%s %o is %s', ([command, words, name]) => {
	expect(agentOf(command, words)).toBe(name);
});

describe('a workspace', () => {
	let now = 1_000_000;
	let found: readonly FoundAgent[] | {readonly reason: string} = [];
	let lists = 0;
	const agent = (pid: number, folder: string, startedAt = 500_000): FoundAgent => ({
		pid,
		name: 'claude',
		startedAt,
		folder,
	});
	const watch = () =>
		createAgentProcesses({
			workspaces: ['/w/one', '/w/two'],
			now: () => now,
			list() {
				lists++;
				return found;
			},
		});
	const lookLater = (processes: ReturnType<typeof watch>): boolean => {
		now += lookEveryMs;
		return processes.look();
	};

	beforeEach(() => {
		now = 1_000_000;
		found = [];
		lists = 0;
	});

	test('is unknown before anybody has looked, and where nothing can be seen', () => {
		const processes = watch();
		expect(processes.presenceOf('/w/one').type).toBe('unknown');
		found = {reason: '/proc cannot be read (EACCES)'};
		processes.look();
		expect(processes.presenceOf('/w/one')).toEqual({type: 'unknown', ...found});
		expect(listAgentsHere('darwin')()).toEqual({
			reason: 'agent processes cannot be seen on darwin',
		});
	});

	test('has the agents whose working directory is inside of it', () => {
		found = [agent(1, '/w/one'), agent(2, '/w/one/sub'), agent(3, '/w/one-more'), agent(4, '/w')];
		const processes = watch();
		expect(processes.look()).toBe(true);
		const pids = (workspace: string) => {
			const presence = processes.presenceOf(workspace);
			return presence.type === 'seen' ? presence.agents.map(({pid}) => pid) : null;
		};
		expect(pids('/w/one')).toEqual([1, 2]);
		expect(pids('/w/two')).toEqual([]);
	});

	test('is looked at rarely, and stays the same object while it is the same', () => {
		found = [agent(1, '/w/one')];
		const processes = watch();
		processes.look();
		const before = processes.presenceOf('/w/one');
		now += lookEveryMs - 1;
		expect(processes.look()).toBe(false);
		expect(lists).toBe(1);
		expect(lookLater(processes)).toBe(false);
		expect(lists).toBe(2);
		expect(processes.presenceOf('/w/one')).toBe(before);
		now -= 10 * lookEveryMs;
		processes.look();
		expect(lists).toBe(3);
	});

	test('remembers an agent that has ended, and since when', () => {
		found = [agent(1, '/w/one')];
		const processes = watch();
		processes.look();
		found = [];
		expect(lookLater(processes)).toBe(true);
		const ended = {pid: 1, name: 'claude', startedAt: 500_000, endedAt: now};
		expect(processes.presenceOf('/w/one')).toEqual({type: 'seen', agents: [ended]});
		expect(lookLater(processes)).toBe(false);
		// The same number for another process.
		found = [agent(1, '/w/one', now)];
		expect(lookLater(processes)).toBe(true);
		expect(processes.presenceOf('/w/one')).toEqual({
			type: 'seen',
			agents: [ended, {...ended, startedAt: now - lookEveryMs, endedAt: null}],
		});
	});
});

describe.skipIf(process.platform !== 'linux')(
	'a real process (skipped where there is no /proc)',
	() => {
		const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-agent-'));
		const workspace = path.join(folder, 'project');
		const running: ReturnType<typeof spawn>[] = [];

		beforeEach(() => {
			mkdirSync(path.join(workspace, 'specs', '007_prove'), {recursive: true});
			mkdirSync(path.join(folder, 'bin'), {recursive: true});
			writeFileSync(
				path.join(folder, 'bin', 'claude.mjs'),
				`import {writeFileSync} from 'node:fs';
			writeFileSync('specs/007_prove/.return-meta.json', JSON.stringify({
				status: 'in_progress',
				metadata: {session_id: 'sess_1777887600_abc123', agent_type: 'lean-research-agent'},
			}));
			process.stdout.write('at work');
			setInterval(() => {}, 1000);`,
			);
		});

		afterEach(() => {
			for (const child of running.splice(0)) {
				child.kill('SIGKILL');
			}

			rmSync(folder, {recursive: true, force: true});
		});

		test('that is killed in the middle makes its task stuck, then interrupted', async () => {
			const child = spawn(process.execPath, [path.join(folder, 'bin', 'claude.mjs')], {
				cwd: workspace,
				stdio: ['ignore', 'pipe', 'ignore'],
			});
			running.push(child);
			await once(child.stdout, 'data');
			let ahead = 0;
			const now = (): number => Date.now() + ahead;
			const store = createStore();
			const settings = defaultSettings;
			await readSnapshot({workspaces: [workspace], settings, store, withReferences: false, now});
			const [task] = [...store.getState().tasks.values()];
			const processes = createAgentProcesses({workspaces: [workspace], now});
			const row = () =>
				rowOf(task!, undefined, now(), 1, {...noSenses, presenceOf: processes.presenceOf});

			processes.look();
			expect(row().liveness).toMatchObject({verdict: 'active', presence: {state: 'alive'}});
			ahead = 3_600_000;
			expect(row()).toMatchObject({status: 'running', liveness: {verdict: 'stuck'}});

			ahead = 0;
			child.kill('SIGKILL');
			await once(child, 'exit');
			await waitFor(() => {
				ahead += lookEveryMs;
				processes.look();
				return row().liveness!.presence.state === 'gone';
			});
			expect(row()).toMatchObject({status: 'running', liveness: {verdict: 'active'}});
			ahead += 61_000;
			expect(row()).toMatchObject({status: 'running', liveness: {verdict: 'stuck'}});
			ahead += 4 * 60_000;
			expect(row()).toMatchObject({status: 'interrupted', liveness: {by: 'silence'}});
			expect(row().attention[0]!.message).toContain('claude has ended');
			expect(row().liveness!.silentKinds).toContain('process');
		});

		test('of another program is none', () => {
			const list = createLinuxProcesses()();
			expect(Array.isArray(list)).toBe(true);
			expect((list as readonly FoundAgent[]).some(({pid}) => pid === process.pid)).toBe(false);
		});

		test('cannot be seen where /proc is something else', () => {
			expect(createLinuxProcesses(folder)()).toEqual({
				reason: expect.stringContaining('cannot be read') as string,
			});
		});
	},
);
