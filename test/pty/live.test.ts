import {afterEach, describe, expect, test} from 'vitest';
import {ptyProblem} from '../helpers/pty.ts';
import {makeProject, taskList, threeTasks} from './project.ts';
import {cleanUp, skipNote, shows, watchShown} from './terminal.ts';

afterEach(cleanUp);

describe.skipIf(ptyProblem)(`the live screen${skipNote}`, () => {
	test('shows the tasks of a project, on a screen of its own', async () => {
		const screen = await watchShown(makeProject());
		expect(screen.lines()[0]).toContain('metawatch');
		expect(screen.isAlternate()).toBe(true);
		expect(screen.isCursorVisible()).toBe(false);
		expect(screen.isPasteBracketed()).toBe(true);
	});

	test('follows a file that is replaced', async () => {
		const project = makeProject();
		const screen = await watchShown(project);
		await screen.waitFor(([first]) => first!.includes('live'), {what: 'the watcher'});
		project.replace(taskList, threeTasks.replace('Write the tests', 'Write the documents'));
		await screen.waitFor((lines) => shows(lines, 'Write the documents'));
		expect(screen.text()).not.toContain('Write the tests');
	});

	test('follows a file that is written in place, appears and vanishes', async () => {
		const project = makeProject();
		const screen = await watchShown(project);
		await screen.waitFor(([first]) => first!.includes('live'), {what: 'the watcher'});
		project.write(taskList, `${threeTasks}- [ ] 4. Ask for feedback\n`);
		await screen.waitFor((lines) => shows(lines, 'Ask for feedback'));
		project.write('.kiro/specs/logout/tasks.md', '- [ ] 1. End the session\n');
		await screen.waitFor((lines) => shows(lines, 'End the session'));
		project.remove('.kiro/specs/logout');
		await screen.waitFor((lines) => !shows(lines, 'End the session'));
		expect(screen.text()).toContain('Ask for feedback');
	});

	test.each([
		[140, 40],
		[80, 24],
		[40, 10],
	])('after a change of the window to %ix%i looks as if started there', async (columns, rows) => {
		const project = makeProject();
		const fresh = await watchShown(project, {columns, rows});
		const screen = await watchShown(project, {columns: 100, rows: 30});
		screen.resize(columns, rows);
		// The clock and what depends on it may differ by a second or two.
		const timeless = (lines: readonly string[]) =>
			lines.map((line) => line.replaceAll(/\d+/g, '#').replaceAll(/ {2,}/g, ' '));
		await expect
			.poll(() => timeless(screen.lines()), {timeout: 5000})
			.toEqual(timeless(fresh.lines()));
		expect(screen.text()).toContain('Check the password');
	});

	test('works on 40 columns and 10 rows', async () => {
		const screen = await watchShown(makeProject(), {columns: 40, rows: 10});
		expect(screen.lines()[0]).toContain('metawatch');
		screen.type('?');
		await screen.waitFor((lines) => !shows(lines, 'Check the password'), {what: 'the help'});
		screen.press('escape');
		await screen.waitFor((lines) => shows(lines, 'Check the password'), {what: 'the tasks again'});
		screen.type('q');
		expect(await screen.exit).toEqual({code: 0, signal: null});
	});

	test('runs no command of a paste', async () => {
		const screen = await watchShown(makeProject());
		await screen.waitFor(([first]) => first!.includes('live'), {what: 'the watcher'});
		screen.paste('q?2\rq\u0003');
		// A key afterwards is answered, so the paste has been dealt with by then.
		screen.type('2');
		await screen.waitFor((lines) => !shows(lines, 'Check the password'), {what: 'another view'});
		screen.type('1');
		await screen.waitFor((lines) => shows(lines, 'Check the password'), {what: 'the first view'});
		expect(screen.isAlternate()).toBe(true);
	});
});
