import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {writeBrokenProjects} from '../cli/broken-projects.ts';
import {ptyProblem, runMetawatch} from '../helpers/pty.ts';
import {cleanUp, shows, skipNote} from './terminal.ts';

let scratch = '';
let project = '';

beforeAll(() => {
	scratch = mkdtempSync(path.join(tmpdir(), 'metawatch-confirm-'));
	writeBrokenProjects(path.join(scratch, 'fresh'));
});

beforeEach(() => {
	project = mkdtempSync(path.join(scratch, 'project-'));
	cpSync(path.join(scratch, 'fresh'), project, {recursive: true});
});

afterEach(cleanUp);

afterAll(() => {
	rmSync(scratch, {recursive: true, force: true});
});

const metadata = (): string =>
	readFileSync(path.join(project, 'features/specs/001-login/tasks_meta.json'), 'utf8');

const backlogOf = (): string =>
	readFileSync(path.join(project, 'board/task_execution.db')).toString('base64');

/** Runs it until it asks. */
const asked = async (words: readonly string[], question: string) => {
	const screen = runMetawatch(words, {
		cwd: project,
		rows: 60,
		env: {XDG_STATE_HOME: path.join(project, 'state')},
	});
	await screen.waitFor((lines) => shows(lines, question), {what: question});
	return screen;
};

const retry = ['recover', 'features', 'T001', '--option', 'retry'];

describe.skipIf(ptyProblem)(`on a terminal, a plan${skipNote}`, () => {
	test('is applied when yes is typed, and undo asks too', async () => {
		const before = metadata();
		const screen = await asked(retry, 'Type yes to confirm');
		screen.type('yes\r');
		expect(await screen.exit).toMatchObject({code: 0});
		expect(metadata()).toContain('"pending"');

		const undo = await asked(['undo', 'features'], 'Take this back? Type yes');
		undo.type('yes\r');
		expect(await undo.exit).toMatchObject({code: 0});
		expect(metadata()).toBe(before);
	});

	test.each([
		['anything else', 'y\r'],
		['nothing', '\r'],
		['Ctrl+C', '\u0003'],
		['Ctrl+D', '\u0004'],
	])('is left when %s is typed', async (_, keys) => {
		const before = metadata();
		const screen = await asked(retry, 'Type yes to confirm');
		screen.type(keys);
		expect(await screen.exit).toMatchObject({code: 1});
		expect(screen.output()).toContain('nothing was written');
		expect(metadata()).toBe(before);
	});

	test('that takes much away wants its id', async () => {
		const before = backlogOf();
		const grave = ['recover', 'board', 'B-101', '--option', 'reset-all'];
		const screen = await asked(grave, 'Type reset-all to confirm');
		screen.type('yes\r');
		expect(await screen.exit).toMatchObject({code: 1});
		expect(backlogOf()).toBe(before);

		const again = await asked(grave, 'Type reset-all to confirm');
		again.type('reset-all\r');
		expect(await again.exit).toMatchObject({code: 0});
		expect(backlogOf()).not.toBe(before);
	});
});
