import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, describe, expect, test} from 'vitest';
import {ptyProblem} from '../helpers/pty.ts';
import {makeProject, taskList, threeTasks} from './project.ts';
import {cleanUp, shows, skipNote, watchShown} from './terminal.ts';

afterEach(cleanUp);

describe.skipIf(ptyProblem)(`the live screen watches itself${skipNote}`, () => {
	// On a machine that is very busy, it may have compared before it could draw that it is stale.
	test(
		'stopped and continued it says how old it may be, then compares and is live again',
		{retry: 2},
		async () => {
			const project = makeProject();
			const screen = await watchShown(project, {columns: 120, rows: 30});
			await screen.waitFor(([first]) => first!.includes('● live'));
			screen.signal('SIGSTOP');
			project.replace(taskList, threeTasks.replace('Write the tests', 'Write the documents'));
			// Nothing can be waited for: what is tested is that nothing happens for so long.
			await pause(4500);
			screen.signal('SIGCONT');
			// Both may arrive in one piece, so what was written is looked at and not only what stands there.
			await screen.waitFor(
				([first]) =>
					first!.includes('● live') && /held up for \d+s: what is shown/.test(screen.output()),
				{what: 'stale, then live'},
			);
			expect(screen.output()).toContain('✖ stale');
			await screen.waitFor((lines) => shows(lines, 'Write the documents'));
		},
	);

	test.each([80, 120])('on %i columns tells what it measured of real changes', async (columns) => {
		const project = makeProject();
		const screen = await watchShown(project, {columns, rows: 30});
		await screen.waitFor(([first]) => first!.includes('● live'));
		for (const word of ['one', 'two', 'three']) {
			project.replace(taskList, threeTasks.replace('Write the tests', `Write the ${word}`));
			await screen.waitFor((lines) => shows(lines, `Write the ${word}`));
		}

		screen.type('i');
		const text = await screen.waitFor((lines) => {
			const joined = lines.join(' ').replaceAll(/\s+/g, ' ');
			return /% of \d+ changes/.test(joined) && /MB of memory/.test(joined) ? joined : null;
		});
		const [, p50, p95, drawn50, drawn95] = /read after (\d+), (\d+) ms, drawn after (\d+), (\d+) ms/
			.exec(text)!
			.map(Number);
		expect(p50).toBeLessThanOrEqual(p95!);
		expect(p50).toBeLessThanOrEqual(drawn50!);
		expect(drawn95).toBeLessThan(10_000);
		expect(text).toContain('no change was missed so far; last compared');
	});
});
