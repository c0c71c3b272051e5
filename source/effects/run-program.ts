import {type ChildProcess, spawn} from 'node:child_process';

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
		const child = start(program, programArguments, input !== undefined);
		if (!child) {
			resolve(null);
			return;
		}

		child.once('error', () => resolve(null));
		child.once('exit', (code) => resolve(code ?? 1));
		if (input !== undefined && child.stdin) {
			child.stdin.on('error', () => {
				// It ended without reading: its exit code tells.
			});
			child.stdin.end(input);
		}
	});

/** Some programs and arguments that cannot be are thrown back at once: an empty name, a NUL in a text. */
const start = (
	program: string,
	programArguments: readonly string[],
	hasInput: boolean,
): ChildProcess | null => {
	try {
		return spawn(program, [...programArguments], {
			stdio: hasInput ? ['pipe', 'ignore', 'ignore'] : 'inherit',
			shell: false,
		});
	} catch {
		return null;
	}
};
