import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {type PtyScreen, ptyProblem} from '../helpers/pty.ts';
import {ended, tearing} from '../helpers/tearing.ts';
import {makeProject, taskList, threeTasks} from './project.ts';
import {cleanUp, skipNote, shows, watchShown} from './terminal.ts';

afterEach(cleanUp);

const metadata = 'specs/001-login/tasks_meta.json';

const metadataOf = (status: string): string =>
	`${JSON.stringify(
		{
			feature: 'login',
			tasks: {
				T001: {title: 'Keep the session', status, agent: 'jules'},
				T002: {title: 'Forget the session', status: 'pending', agent: 'jules'},
			},
		},
		null,
		'\t',
	)}\n`;

const titles = [
	'Draw the login form',
	'Check the password',
	'Write the tests',
	'Keep the session',
	'Forget the session',
];

/** How each row looks: which text, in which colours; and how many problems there are. */
const looksOf = (screen: PtyScreen, lines: readonly string[]): string =>
	[
		...titles.map((title) => {
			const row = lines.findIndex((line) => line.includes(title));
			const column = row === -1 ? 0 : lines[row]!.indexOf(title);
			const cell = row === -1 ? null : screen.cells(row)[column]!;
			return `${title}: ${cell ? `${cell.foreground} ${cell.isDim}` : 'missing'}`;
		}),
		/Problems \d+/.exec(lines.join('\n'))?.[0] ?? 'no count',
		String(lines.some((line) => line.includes('unreadable'))),
	].join('\n');

describe.skipIf(ptyProblem)(`the live screen while a file is torn${skipNote}`, () => {
	describe.each([80, 120])('on %i columns', (columns) => {
		test.each([
			['truncating', metadata, metadataOf('pending')],
			['overwriting', metadata, metadataOf('pending')],
			['truncating', taskList, threeTasks],
		] as const)('%s %s on every write: every frame is the same', async (how, name, content) => {
			const project = makeProject();
			project.write(metadata, metadataOf('pending'));
			const screen = await watchShown(project, {columns, rows: 30});
			await screen.waitFor(
				(lines) => lines[0]!.includes('live') && titles.every((title) => shows(lines, title)),
			);
			const looks = new Set<string>();
			let frames = 0;
			const marker = 'The writer is done';
			const sampled = screen.waitFor(
				(lines) => {
					if (shows(lines, marker)) {
						return true;
					}

					frames++;
					looks.add(looksOf(screen, lines));
					return false;
				},
				{what: marker, timeout: 20_000},
			);
			const writer = tearing(path.join(project.folder, name), content, {
				how,
				rounds: 30,
				pauseMs: 35,
			});
			await ended(writer);
			project.write('.kiro/specs/done/tasks.md', `- [ ] 1. ${marker}\n`);
			await sampled;
			expect(frames).toBeGreaterThan(0);
			expect([...looks]).toHaveLength(1);
			expect([...looks][0]).not.toContain('missing');
			expect([...looks][0]).toContain('Problems 0');
		});
	});

	test('a writer that is killed halfway: the last good tasks stay, marked, after a second', async () => {
		const project = makeProject();
		project.write(metadata, metadataOf('pending'));
		const screen = await watchShown(project, {columns: 120, rows: 40});
		await screen.waitFor(([first]) => first!.includes('live'));
		const calm = looksOf(screen, screen.lines());
		const startedAt = performance.now();
		project.write(metadata, metadataOf('pending').slice(0, 90));
		const early = new Set<string>();
		await screen.waitFor(
			(lines) => {
				if (performance.now() - startedAt < 950) {
					early.add(looksOf(screen, lines));
				}

				return lines.join('\n').includes('Problems 1');
			},
			{what: 'the problem'},
		);
		expect(performance.now() - startedAt).toBeGreaterThan(950);
		expect([...early]).toEqual([calm]);
		expect(titles.every((title) => shows(screen.lines(), title))).toBe(true);
		screen.type('2');
		await screen.waitFor((lines) => shows(lines, 'T002') || shows(lines, 'tasks_meta'));
		screen.press('enter');
		await screen.waitFor((lines) => shows(lines, '^') && shows(lines, 'UNREADABLE FILE'), {
			what: 'the place',
		});
		project.write(metadata, metadataOf('pending'));
		await screen.waitFor((lines) => lines.join('\n').includes('Problems 0'), {what: 'whole again'});
	});
});
