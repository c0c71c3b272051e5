import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import type {KeptFigures} from '../../source/model/line-figures.ts';
import {ptyProblem} from '../helpers/pty.ts';
import {runCommand} from '../helpers/run-command.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {makeProject, type Project, taskList, threeTasks} from './project.ts';
import {cleanUp, shows, skipNote, watchShown} from './terminal.ts';

afterEach(cleanUp);

const figuresOf = ({home}: Project): KeptFigures | null => {
	const name = readdirSync(home, {recursive: true})
		.map(String)
		.find((one) => one.endsWith('figures.json'));
	return name === undefined
		? null
		: (JSON.parse(readFileSync(path.join(home, name), 'utf8')) as KeptFigures);
};

const allDone = threeTasks.replaceAll(/\[[- ]\]/g, '[x]');

describe.skipIf(ptyProblem)(`alerts${skipNote}`, () => {
	test('ring, notify, count in the head, are listed, seen, and leave the title as it was', async () => {
		const project = makeProject();
		const screen = await watchShown(project, {columns: 120, env: {TERM: 'foot'}});
		await waitFor(() => screen.output().includes('\u001B[22;2t\u001B]2;▶1 metawatch '));
		expect(screen.output()).not.toContain('\u001B]777;');
		// Nothing that was there from the start is an alert.
		await waitFor(() => figuresOf(project) !== null);
		project.replace(taskList, allDone);
		await screen.waitFor((lines) => lines[0]!.includes('⚑ 1 alert'));
		await waitFor(() =>
			screen.output().includes('\u001B]777;notify;metawatch: all done;3 done\u0007'),
		);
		screen.type('a');
		await screen.waitFor((lines) => shows(lines, 'all done') && shows(lines, '3 done'));
		screen.type('a');
		await screen.waitFor(
			(lines) => !lines[0]!.includes('⚑') && shows(lines, 'Draw the login form'),
		);
		screen.type('q');
		expect((await screen.exit).code).toBe(0);
		expect(screen.output()).toMatch(/\u001B\]2;\u0007\u001B\[23;2t/);
	});

	test('are quiet after A', async () => {
		const project = makeProject();
		const screen = await watchShown(project, {columns: 120, env: {TERM: 'foot'}});
		await waitFor(() => figuresOf(project) !== null);
		screen.type('A');
		await screen.waitFor((lines) => shows(lines, 'alerts are quiet until'));
		project.replace(taskList, allDone);
		await screen.waitFor((lines) => lines[0]!.includes('⚑ 1 alert  muted'));
		expect(screen.output()).not.toContain('\u001B]777;');
	});

	test('keep status --line up to date while the screen runs, and not longer', async () => {
		const project = makeProject();
		const screen = await watchShown(project);
		await waitFor(() => figuresOf(project)?.pid === screen.pid);
		project.replace(taskList, allDone);
		await waitFor(() => figuresOf(project)?.figures.byStatus.completed === 3);
		const {stdout} = await runCommand(['status', '--line', project.folder], {
			env: {HOME: project.home},
		});
		expect(stdout).toBe('✔3\n');
		screen.type('q');
		await screen.exit;
		expect(figuresOf(project)).toBe(null);
	});
});
