import {readFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {ptyProblem, type PtyScreen} from '../helpers/pty.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {makeProject} from './project.ts';
import {cleanUp, shows, skipNote, watch} from './terminal.ts';

afterEach(cleanUp);

const metadata = 'specs/001-login/tasks_meta.json';

const failed = (id: string, title: string): string => `    "${id}": {
      "description": "${title}",
      "status": "failed",
      "started_at": "2026-11-20T10:00:00+01:00",
      "completed_at": "2026-11-20T10:01:00+01:00",
      "failure_reason": "connection refused"
    }`;

const text = `{
  "feature": "001-login",
  "tasks": {
${failed('T001', 'Keep the session')},
${failed('T002', 'Forget the session')}
  }
}
`;

const makeFailed = () => {
	const project = makeProject();
	project.write(metadata, text);
	return {...project, text: () => readFileSync(path.join(project.folder, metadata), 'utf8')};
};

const open = async (project: ReturnType<typeof makeFailed>, flags: string[] = []) => {
	const screen = watch(project, {columns: 120, rows: 35}, flags);
	await screen.waitFor(
		(lines) =>
			screen.isPasteBracketed() && shows(lines, 'live') && shows(lines, 'Keep the session'),
	);
	return screen;
};

/** A key that is held down confirms nothing: it has to be pressed when the plan could be read. */
const pressUntil = async (screen: PtyScreen, key: string, isDone: () => boolean): Promise<void> =>
	await waitFor(
		() => {
			if (shows(screen.lines(), `${key} again`)) {
				screen.type(key);
			}

			return isDone();
		},
		() => screen.lines().join('\n'),
	);

describe.skipIf(ptyProblem)(`recovery on the live screen${skipNote}`, () => {
	test('rehearsed, confirmed with the same key, and taken back', async () => {
		const project = makeFailed();
		const screen = await open(project);
		screen.type('/T001');
		screen.press('enter');
		screen.type('r');
		await screen.waitFor((lines) => shows(lines, 'RECOVER') && shows(lines, 'retry'));
		screen.type('1');
		await screen.waitFor((lines) => shows(lines, 'REHEARSAL') && shows(lines, '"pending"'));
		expect(project.text()).toBe(text);
		await pressUntil(screen, '1', () => project.text() !== text);
		expect(project.text()).toBe(
			text
				.replace('"failed"', '"pending"')
				.replace('"2026-11-20T10:00:00+01:00"', 'null')
				.replace('"2026-11-20T10:01:00+01:00"', 'null'),
		);
		await screen.waitFor((lines) => !shows(lines, 'REHEARSAL') && !shows(lines, 'writing'));
		screen.type('u');
		await screen.waitFor((lines) => shows(lines, 'UNDO'));
		await pressUntil(screen, 'u', () => project.text() === text);
		expect(project.text()).toBe(text);
	});

	test('all that are listed at once', async () => {
		const project = makeFailed();
		const screen = await open(project);
		screen.type('/status:failed');
		screen.press('enter');
		screen.type('Mr');
		await screen.waitFor((lines) => shows(lines, '2 tasks') && shows(lines, '2 of 2 tasks'));
		screen.type('1');
		await screen.waitFor((lines) => shows(lines, 'REHEARSAL'));
		await pressUntil(screen, '1', () => project.text() !== text);
		expect(project.text()).not.toContain('"failed"');
	});

	test('with --read-only it can be rehearsed, and nothing is written', async () => {
		const project = makeFailed();
		const screen = await open(project, ['--read-only']);
		screen.type('r');
		await screen.waitFor((lines) => shows(lines, 'RECOVER'));
		screen.type('1');
		await screen.waitFor((lines) => shows(lines, 'REHEARSAL'));
		await pressUntil(screen, '1', () =>
			shows(screen.lines(), 'refused: metawatch runs with --read-only'),
		);
		expect(project.text()).toBe(text);
	});
});
