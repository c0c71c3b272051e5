import {describe, expect, test} from 'vitest';
import {runProgram} from '../../source/effects/run-program.ts';

const node = process.execPath;

describe('a program', () => {
	test('ends with its exit code', async () => {
		expect(await runProgram(node, ['-e', ''])).toBe(0);
		expect(await runProgram(node, ['-e', 'process.exit(7)'])).toBe(7);
	});

	test('that a signal ended did not succeed', async () => {
		expect(await runProgram(node, ['-e', 'process.kill(process.pid, "SIGKILL")'])).not.toBe(0);
	});

	test('gets every argument as one, and nothing of a shell happens', async () => {
		const hostile = ['a b', '$(id)', '`id`', '"', "'", ';', '*', '', '\\', '🚀'];
		const check = `process.exit(JSON.stringify(process.argv.slice(1)) === ${JSON.stringify(JSON.stringify(hostile))} ? 0 : 9)`;
		expect(await runProgram(node, ['-e', check, '--', ...hostile])).toBe(0);
	});

	test('gets its input', async () => {
		const check =
			'let n = 0; process.stdin.on("data", d => { n += d.length; }).on("end", () => process.exit(n === 500000 ? 0 : 9));';
		expect(await runProgram(node, ['-e', check], 'x'.repeat(500_000))).toBe(0);
	});

	test('may end without reading its input', async () => {
		expect(await runProgram(node, ['-e', 'process.exit(3)'], 'x'.repeat(5_000_000))).toBe(3);
	});

	test.for(['metawatch-no-such-program', '/no/such/folder/program', '/', '', 'nul\u0000l'])(
		'that cannot be started is null: %j',
		async (program) => {
			expect(await runProgram(program, [])).toBeNull();
			expect(await runProgram(program, [], 'input')).toBeNull();
		},
	);

	test('that cannot be given its arguments is null', async () => {
		expect(await runProgram(node, ['nul\u0000l'])).toBeNull();
	});
});
