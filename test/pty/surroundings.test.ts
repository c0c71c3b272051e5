import {afterEach, describe, expect, test} from 'vitest';
import {ptyProblem} from '../helpers/pty.ts';
import {makeProject, taskList, threeTasks} from './project.ts';
import {cleanUp, skipNote, shows, watchShown} from './terminal.ts';

afterEach(cleanUp);

describe.skipIf(ptyProblem)(`whatever surrounds the screen${skipNote}`, () => {
	test('Ctrl+Z where nothing could bring it back leaves it as it was, keys and all', async () => {
		// The program of a terminal of its own leads a session: the system does not stop it.
		const project = makeProject();
		const screen = await watchShown(project);
		const before = screen.bytes();
		screen.press('ctrl+z');
		await screen.waitFor(
			(lines) =>
				screen.output().slice(before).includes('\u001B[?1049l') &&
				screen.isAlternate() &&
				screen.isPasteBracketed() &&
				shows(lines, 'Check the password'),
			{what: 'the screen to come back'},
		);
		screen.type('q');
		expect(await screen.exit).toMatchObject({code: 0});
	});

	test('it draws in a terminal although the environment speaks of CI', async () => {
		const project = makeProject();
		const screen = await watchShown(project, {env: {CI: '1', CONTINUOUS_INTEGRATION: '1'}});
		project.replace(taskList, threeTasks.replace('Write the tests', 'Write the documents'));
		await screen.waitFor((lines) => shows(lines, 'Write the documents'));
		screen.type('q');
		expect(await screen.exit).toMatchObject({code: 0});
	});

	test('the signal that starts a debugger in Node changes nothing', async () => {
		const project = makeProject();
		const screen = await watchShown(project);
		screen.signal('SIGUSR1');
		project.replace(taskList, threeTasks.replace('Write the tests', 'Write the documents'));
		await screen.waitFor((lines) => shows(lines, 'Write the documents'));
		screen.type('q');
		expect(await screen.exit).toMatchObject({code: 0});
		expect(screen.output()).not.toContain('Debugger');
	});
});
