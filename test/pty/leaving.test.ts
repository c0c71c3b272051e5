import {existsSync} from 'node:fs';
import {afterEach, describe, expect, test} from 'vitest';
import {builtCommand, nodeBinary, ptyProblem, runInTerminal} from '../helpers/pty.ts';
import {makeProject} from './project.ts';
import {cleanUp, skipNote, type ShellRun, shows, watchFromShell, watchShown} from './terminal.ts';

/** The shell whose job control the test of Ctrl+Z needs. */
const bash = '/bin/bash';
const hasBash = existsSync(bash);
const bashNote = hasBash ? '' : ` (skipped: there is no ${bash})`;

/** What a person finds when metawatch is gone: the shell as it was. */
const expectRestored = async (shell: ShellRun): Promise<void> => {
	await shell.exit;
	expect(shell.isAlternate()).toBe(false);
	expect(shell.isCursorVisible()).toBe(true);
	expect(shell.isPasteBracketed()).toBe(false);
	expect(shell.lines()[0]).toBe('before');
	expect(shell.text()).not.toContain('Check the password');
	// Lines are edited and echoed again: raw mode is off.
	expect(shell.text()).toMatch(/(?<!-)icanon/);
	expect(shell.text()).toMatch(/[^-]\becho\b/);
};

afterEach(cleanUp);

describe.skipIf(ptyProblem)(`leaving${skipNote}`, () => {
	test.each([
		['q', (shell: ShellRun) => shell.type('q')],
		['Ctrl+C', (shell: ShellRun) => shell.press('ctrl+c')],
	])('with %s answers 0 and gives the terminal back', async (_key, leave) => {
		const shell = await watchFromShell(makeProject());
		leave(shell);
		await expectRestored(shell);
		expect(shell.text()).toContain('code=0');
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('by %s gives the terminal back', async (signal, code) => {
		const shell = await watchFromShell(makeProject());
		process.kill(shell.metawatch, signal);
		await expectRestored(shell);
		expect(shell.text()).toContain(`code=${code}`);
	});

	test('happens when the terminal is closed', async () => {
		const screen = await watchShown(makeProject());
		screen.hangUp();
		// Ended by itself: the clean-up after a test would kill it with signal 9.
		expect(await screen.exit).not.toMatchObject({signal: 9});
	});

	test('with Escape does not happen', async () => {
		const screen = await watchShown(makeProject());
		screen.press('escape');
		screen.type('?');
		await screen.waitFor((lines) => !shows(lines, 'Check the password'), {what: 'the help'});
		screen.press('escape');
		await screen.waitFor((lines) => shows(lines, 'Check the password'), {what: 'the tasks'});
		expect(screen.isAlternate()).toBe(true);
	});

	test.skipIf(!hasBash)(`for a while with Ctrl+Z, and coming back with fg${bashNote}`, async () => {
		const project = makeProject();
		const shell = runInTerminal([bash, '--norc', '--noprofile', '-i'], {
			columns: 100,
			rows: 30,
			env: {HOME: project.home, PS1: 'prompt> '},
		});
		const isShown = (lines: string[]) =>
			shell.isAlternate() &&
			!shell.isCursorVisible() &&
			shell.isPasteBracketed() &&
			shows(lines, 'Check the password');
		const isShell = (lines: string[]) =>
			!shell.isAlternate() &&
			shell.isCursorVisible() &&
			lines.findLast((line) => line !== '') === 'prompt>';
		await shell.waitFor(isShell);
		shell.type(`'${nodeBinary}' '${builtCommand}' '${project.folder}'\r`);
		await shell.waitFor(isShown);
		for (const round of [1, 2]) {
			shell.press('ctrl+z');
			await shell.waitFor((lines) => isShell(lines) && shows(lines, 'Stopped'));
			shell.type(`clear; echo "round $((${round}))"\r`);
			await shell.waitFor((lines) => isShell(lines) && lines[0] === `round ${round}`);
			shell.type('fg\r');
			await shell.waitFor(isShown);
		}

		shell.type('q');
		// The prompt that `fg` was typed at is there as soon as the screen is; a new one is waited for.
		await shell.waitFor(isShell);
		shell.type('echo "code=$?"\r');
		await shell.waitFor((lines) => lines.includes('code=0'));
		expect(shell.isAlternate()).toBe(false);
	});
});
