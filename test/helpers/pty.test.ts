import {afterEach, describe, expect, test} from 'vitest';
import {closeAll, nodeBinary, ptyProblem, runInTerminal} from './pty.ts';

const program = `
	process.stdin.setRawMode(true);
	process.stdout.write('\\u001B[?1049h\\u001B[?25l\\u001B[?2026hready ' + process.stdout.columns + ' 日本\\r\\n\\u001B[?2026l');
	process.stdout.on('resize', () => process.stdout.write('now ' + process.stdout.columns + '\\r\\n'));
	process.on('SIGTERM', () => {
		process.stdout.write('\\u001B[?1049l\\u001B[?25hterminated ' + (process.env.NAME ?? 'nobody'));
		process.exit(3);
	});
	process.stdin.on('data', (data) => process.stdout.write('got ' + JSON.stringify(String(data)) + '\\r\\n'));
`;

afterEach(closeAll);

describe.skipIf(ptyProblem)(
	`a program in a terminal${ptyProblem ? ` (skipped: ${ptyProblem})` : ''}`,
	() => {
		test('is seen, typed to, resized and ended', async () => {
			const screen = runInTerminal([nodeBinary, '-e', program], {
				columns: 50,
				rows: 8,
				env: {NAME: 'Ada'},
			});
			await screen.waitFor(([first]) => first === 'ready 50 日本');
			expect(screen.isAlternate()).toBe(true);
			expect(screen.isCursorVisible()).toBe(false);
			expect(screen.frames()).toBe(1);
			screen.press('down');
			await screen.waitFor((lines) => lines.includes(String.raw`got "\u001b[B"`));
			screen.resize(60, 9);
			await screen.waitFor((lines) => lines.includes('now 60'));
			screen.signal('SIGTERM');
			expect(await screen.exit).toEqual({code: 3, signal: null});
			expect(screen.isAlternate()).toBe(false);
			expect(screen.isCursorVisible()).toBe(true);
			expect(screen.lines()[0]).toBe('terminated Ada');
			expect(screen.bytes()).toBe(Buffer.byteLength(screen.output()));
		});

		test('is killed when a test is over', async () => {
			const screen = runInTerminal([
				nodeBinary,
				'-e',
				'setInterval(() => {}, 1000); console.log("up")',
			]);
			await screen.waitFor(([first]) => first === 'up');
			await closeAll();
			expect(await screen.exit).toMatchObject({signal: 9});
			expect(() => process.kill(screen.pid, 0)).toThrow('ESRCH');
		});
	},
);
