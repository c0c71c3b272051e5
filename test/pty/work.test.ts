import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {nodeBinary, ptyProblem, type PtyScreen} from '../helpers/pty.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {makeProject} from './project.ts';
import {cleanUp, shows, skipNote, watch} from './terminal.ts';

afterEach(cleanUp);

const metadata = 'specs/001-login/tasks_meta.json';

type TaskEntry = {readonly description: string; readonly status: string};

const failed = (description: string): TaskEntry & Readonly<Record<string, string>> => ({
	description,
	status: 'failed',
	started_at: '2026-11-20T10:00:00+01:00',
	completed_at: '2026-11-20T10:01:00+01:00',
	failure_reason: 'connection refused',
});

/** Completes its task, or goes on until it is ended. */
const agent = `
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
const [file, id, mood] = process.argv.slice(2);
console.log('working on ' + id);
if (mood === 'for ever') {
	setInterval(() => {}, 1000);
} else {
	const value = JSON.parse(readFileSync(file, 'utf8'));
	Object.assign(value.tasks[id], {status: 'completed', completed_at: new Date().toISOString()});
	writeFileSync(file + '.tmp', JSON.stringify(value));
	renameSync(file + '.tmp', file);
}
`;

const makeTasks = (tasks: Readonly<Record<string, TaskEntry>>, mood = 'well') => {
	const project = makeProject();
	const write = (next: Readonly<Record<string, TaskEntry>>): void =>
		project.replace(metadata, JSON.stringify({feature: '001-login', tasks: next}, null, 2));
	project.remove('.kiro');
	write(tasks);
	const file = path.join(project.folder, metadata);
	const script = path.join(project.home, 'agent.mjs');
	const config = path.join(project.home, 'config.json');
	const command = [nodeBinary, script, file, '{id}', mood];
	writeFileSync(script, agent);
	writeFileSync(
		config,
		JSON.stringify({
			recovery: {
				commands: {'tasks-meta': {start: command, retry: command}},
			},
		}),
	);
	const entries = (): Record<string, TaskEntry> =>
		(JSON.parse(readFileSync(file, 'utf8')) as {tasks: Record<string, TaskEntry>}).tasks;
	return {
		...project,
		config,
		script,
		statuses: () => Object.values(entries()).map(({status}) => status),
		/** What the agent of a task writes. */
		say(id: string, known: Readonly<Record<string, string>>) {
			const now = entries();
			write({...now, [id]: {...now[id]!, ...known}});
		},
	};
};

const twoFailed = {T001: failed('Keep the session'), T002: failed('Forget the session')};

const open = async (
	project: ReturnType<typeof makeTasks>,
	flags: readonly string[] = [],
): Promise<PtyScreen> => {
	const screen = watch(project, {columns: 120, rows: 35}, ['--config', project.config, ...flags]);
	await screen.waitFor(
		(lines) => screen.isPasteBracketed() && shows(lines, 'live') && shows(lines, 'T001'),
		{what: 'the tasks'},
	);
	return screen;
};

/** A key confirms only what could be read: it is pressed while the screen asks for it. */
const confirm = async (screen: PtyScreen, key: string, then: string): Promise<void> =>
	await waitFor(
		() => {
			if (shows(screen.lines(), `${key} again`)) {
				screen.type(key);
			}

			return shows(screen.lines(), then);
		},
		() => screen.lines().join('\n'),
	);

const startCanary = async (screen: PtyScreen): Promise<void> => {
	screen.type('/status:failed');
	screen.press('enter');
	screen.type('Mr');
	await screen.waitFor((lines) => shows(lines, '2 of 2 tasks'), {what: 'the options'});
	screen.type('1');
	await screen.waitFor((lines) => shows(lines, 'REHEARSAL'), {what: 'the rehearsal'});
	screen.type('c');
	await screen.waitFor((lines) => shows(lines, '2 side by side'), {what: 'the paces'});
	await confirm(screen, 'c', 'CANARY retry');
	await screen.waitFor((lines) => lines.some((line) => /T001.*applied \d/.test(line)), {
		what: 'the first one applied',
	});
};

/** What happens right after a plan was applied is taken for its own. */
const whenSettled = async (screen: PtyScreen): Promise<void> => {
	await screen.waitFor((lines) => lines.some((line) => /T001.*applied ([5-9]|\d\d)s/.test(line)), {
		what: 'the first one settled',
	});
};

// Several programs in a row, each with a limit: another try on a machine that is very busy.
describe.skipIf(ptyProblem)(`work beside the lists of the screen${skipNote}`, {retry: 2}, () => {
	test('a canary goes on when the first task gets on', async () => {
		const project = makeTasks(twoFailed);
		const screen = await open(project);
		await startCanary(screen);
		expect(project.statuses()).toEqual(['pending', 'failed']);
		await whenSettled(screen);
		expect(project.statuses()).toEqual(['pending', 'failed']);
		project.say('T001', {status: 'in_progress', started_at: new Date().toISOString()});
		await screen.waitFor(
			(lines) =>
				lines.some((line) => /T001.*better/.test(line)) &&
				lines.some((line) => /T002.*applied \d/.test(line)),
			{what: 'the second one applied'},
		);
		expect(project.statuses()).toEqual(['in_progress', 'pending']);
		screen.press('escape');
		await screen.waitFor((lines) => shows(lines, 'canary 2/2') && !shows(lines, 'CANARY'), {
			what: 'the progress',
		});
		project.say('T002', {status: 'completed', completed_at: new Date().toISOString()});
		await screen.waitFor((lines) => shows(lines, 'canary done: 2 of 2 got on'), {
			what: 'the end',
		});
	});

	test('a canary stops when the first task gets worse, and a paused one is there after a restart', async () => {
		const project = makeTasks(twoFailed);
		const before = await open(project);
		await startCanary(before);
		before.press('escape');
		await before.waitFor((lines) => shows(lines, 'canary 1/2') && !shows(lines, 'CANARY'), {
			what: 'the progress',
		});
		before.type('q');
		await before.exit;
		const screen = await open(project);
		await screen.waitFor((lines) => shows(lines, 'left from before, paused: C shows it'), {
			what: 'the line about it',
		});
		screen.type('C');
		await screen.waitFor((lines) => shows(lines, 'paused'), {what: 'the canary'});
		screen.type('p');
		await screen.waitFor((lines) => shows(lines, 'going'), {what: 'that it goes on'});
		await whenSettled(screen);
		project.say('T001', {status: 'failed', failure_reason: 'disk is full'});
		await screen.waitFor((lines) => lines.some((line) => /T001.*worse: failed/.test(line)), {
			what: 'why it stopped',
		});
		expect(shows(screen.lines(), 'stopped')).toBe(true);
		expect(project.statuses()).toEqual(['failed', 'failed']);
	});

	test('a command runs in the background after its option, and is ended with the screen when that was asked', async () => {
		const project = makeTasks({T001: failed('Keep the session')}, 'for ever');
		const screen = await open(project);
		screen.type('r');
		await screen.waitFor((lines) => shows(lines, 'runs') && shows(lines, '"for ever"'), {
			what: 'the command in the options',
		});
		screen.type('1');
		await screen.waitFor((lines) => shows(lines, 'REHEARSAL'), {what: 'the rehearsal'});
		await confirm(screen, '1', 'APPLIED');
		await waitFor(
			() => {
				if (shows(screen.lines(), 'x run the command')) {
					screen.type('x');
				}

				return shows(screen.lines(), 'x again runs it');
			},
			() => screen.lines().join('\n'),
		);
		await confirm(screen, 'x', '1 command runs');
		screen.type('b');
		await screen.waitFor((lines) => shows(lines, 'working on T001'), {what: 'what it wrote'});
		screen.press('escape');
		screen.type('q');
		await screen.waitFor((lines) => shows(lines, '1 command still runs and will be ended'), {
			what: 'the question',
		});
		screen.type('q');
		expect((await screen.exit).code).toBe(0);
	});

	test('what can start is started after its exact arguments were shown', async () => {
		const project = makeTasks({
			T001: {description: 'Keep the session', status: 'pending'},
			T002: {description: 'Forget the session', status: 'pending'},
		});
		const screen = await open(project);
		screen.type('N');
		await screen.waitFor((lines) => shows(lines, '"T001", "well"]'), {what: 'the preview'});
		expect(project.statuses()).toEqual(['pending', 'pending']);
		await confirm(screen, 'N', 'sprint over: 2 done, 0 failed, 0 left for you');
		expect(project.statuses()).toEqual(['completed', 'completed']);
		await screen.waitFor((lines) => shows(lines, 'SPRINT'), {what: 'the sprint'});
	});

	test('with --read-only nothing is started', async () => {
		const project = makeTasks({T001: {description: 'Keep the session', status: 'pending'}});
		const screen = await open(project, ['--read-only']);
		screen.type('N');
		await confirm(screen, 'N', 'no command is run');
		expect(project.statuses()).toEqual(['pending']);
	});
});
