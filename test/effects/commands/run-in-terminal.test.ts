import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {runInTerminal} from '../../../source/effects/commands/run-in-terminal.ts';

test('a command in the terminal runs in its folder, without a shell, and tells how it ended', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'metawatch-test-'));
	const node = process.execPath;
	const write = 'require("node:fs").writeFileSync(process.argv[1], ""); process.exit(3)';
	try {
		expect(
			await runInTerminal({program: node, arguments: ['-e', write, '$(a) b'], folder}),
		).toEqual({code: 3, signal: null, failure: null, isStopped: false});
		expect(existsSync(path.join(folder, '$(a) b'))).toBe(true);
		const none = {program: 'metawatch-no-such-program', arguments: [], folder};
		expect((await runInTerminal(none)).failure).toMatch(/no program/);
		expect((await runInTerminal({program: node, arguments: ['a\0b'], folder})).failure).toMatch(
			/null bytes/,
		);
	} finally {
		await rm(folder, {recursive: true});
	}
});
