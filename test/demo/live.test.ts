import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {
	builtCommand,
	closeAll,
	nodeBinary,
	ptyProblem,
	type PtyScreen,
	runInTerminal,
} from '../helpers/pty.ts';

const note = ptyProblem ? ` (skipped: ${ptyProblem})` : '';

const folders: string[] = [];

const startDemo = (): {screen: PtyScreen; left: () => string[]} => {
	const temporary = mkdtempSync(path.join(tmpdir(), 'metawatch-test-'));
	folders.push(temporary);
	const screen = runInTerminal([nodeBinary, builtCommand, 'demo', '--speed', '20'], {
		columns: 130,
		rows: 45,
		cwd: '/',
		env: {TMPDIR: temporary},
	});
	return {screen, left: () => readdirSync(temporary)};
};

afterEach(async () => {
	await closeAll();
	for (const folder of folders.splice(0)) {
		rmSync(folder, {recursive: true, force: true});
	}
});

describe.skipIf(ptyProblem)(`the demo in a terminal${note}`, () => {
	test('shows the story as it goes on, and leaves nothing behind', async () => {
		const {screen, left} = startDemo();
		await screen.waitFor((lines) => lines.some((line) => /▶ +B-203/.test(line)));
		// The blocked task is free once its prerequisite is done.
		await screen.waitFor((lines) => lines.some((line) => /[▶✔] +44 /.test(line)), {
			timeout: 20_000,
		});
		expect(left()).toHaveLength(1);
		screen.type('q');
		expect(await screen.exit).toMatchObject({code: 0});
		expect(left()).toEqual([]);
	});

	test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
		'removes its folder after %s',
		async (signal) => {
			const {screen, left} = startDemo();
			await screen.waitFor((lines) => lines.some((line) => line.includes('B-203')));
			screen.signal(signal);
			await screen.exit;
			expect(left()).toEqual([]);
		},
	);
});
