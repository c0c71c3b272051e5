import {spawn} from 'node:child_process';

/**
Runs a program without a shell: every argument stays one argument, whatever is in it.

@param input written to its standard input; without it, the program gets the terminal.
@returns its exit code, or null when it could not be started.
*/
export const runProgram = async (
	program: string,
	programArguments: readonly string[],
	input?: string,
): Promise<number | null> =>
	await new Promise((resolve) => {
		const child = spawn(program, [...programArguments], {
			stdio: input === undefined ? 'inherit' : ['pipe', 'ignore', 'ignore'],
			shell: false,
		});
		child.once('error', () => resolve(null));
		child.once('exit', (code) => resolve(code ?? 1));
		if (input !== undefined && child.stdin) {
			child.stdin.on('error', () => {
				// It ended without reading: its exit code tells.
			});
			child.stdin.end(input);
		}
	});
