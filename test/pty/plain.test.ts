import {spawn} from 'node:child_process';
import {afterEach, describe, expect, test} from 'vitest';
import {builtCommand, cleanEnvironment, nodeBinary, ptyProblem} from '../helpers/pty.ts';
import {makeProject, type Project} from './project.ts';
import {cleanUp, skipNote, shows, watch, watchShown} from './terminal.ts';

/** Colours, in any of the forms in which they are asked for. */
const colors = /\u001B\[(?:[\d;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m/;

afterEach(cleanUp);

describe.skipIf(ptyProblem)(`a terminal that can do less${skipNote}`, () => {
	test('gets no colour with NO_COLOR, and colours without', async () => {
		const project = makeProject();
		const plain = await watchShown(project, {env: {NO_COLOR: '1'}});
		expect(plain.output()).not.toMatch(colors);
		const colored = await watchShown(project);
		expect(colored.output()).toMatch(colors);
	});

	test('gets no escape sequence when it is dumb', async () => {
		const screen = watch(makeProject(), {env: {TERM: 'dumb'}});
		await screen.waitFor((lines) => shows(lines, 'Check the password'), {what: 'the tasks'});
		screen.type('q');
		expect(await screen.exit).toEqual({code: 0, signal: null});
		expect(screen.output()).not.toContain('\u001B');
	});
});

type Result = {readonly code: number | null; readonly stdout: string; readonly stderr: string};

/** Runs the command without a terminal; its output is read to the end, or not at all. */
const runPiped = async (
	project: Project,
	args: readonly string[],
	isRead: boolean,
): Promise<Result> =>
	new Promise((resolve, reject) => {
		const child = spawn(nodeBinary, [builtCommand, ...args, project.folder], {
			env: cleanEnvironment({HOME: project.home}),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		if (isRead) {
			child.stdout.on('data', (data) => {
				stdout += String(data);
			});
		} else {
			child.stdout.destroy();
		}

		child.stderr.on('data', (data) => {
			stderr += String(data);
		});
		child.once('error', reject);
		child.once('close', (code) => {
			resolve({code, stdout, stderr});
		});
	});

describe('output that goes into a pipe', () => {
	test('is one snapshot without escape sequences', async () => {
		const {code, stdout, stderr} = await runPiped(makeProject(), [], true);
		expect(stderr).toBe('');
		expect(code).toBe(0);
		expect(stdout).toMatch(/running +2 +Check the/);
		expect(stdout).toMatch(/completed +1 +Draw the/);
		expect(stdout).not.toContain('\u001B');
	});

	test.each([[[]], [['status']], [['status', '--json']], [['validate']]])(
		'is given up quietly when nobody reads: metawatch %j',
		async (args) => {
			const {code, stderr} = await runPiped(makeProject(), args, false);
			expect(stderr).toBe('');
			// Ended by itself, not by a crash.
			expect(code).toBe(0);
		},
	);
});
