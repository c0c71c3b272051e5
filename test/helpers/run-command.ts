import {type ChildProcess, spawn} from 'node:child_process';
import {builtCommand, nodeBinary} from './pty.ts';

export type Ended = {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
};

export type RunOptions = {
	readonly cwd?: string;
	/** Added to a small clean environment. */
	readonly env?: Readonly<Record<string, string>>;
	/** Given to stdin; absent: stdin is closed at once. */
	readonly input?: string;
	/** Called with the process while it runs. */
	readonly whileRunning?: (child: ChildProcess) => void;
};

/** Runs the built command without a terminal and waits for its end. */
export const runCommand = async (
	commandArguments: readonly string[],
	{cwd, env = {}, input, whileRunning}: RunOptions = {},
): Promise<Ended> =>
	await runProgram(nodeBinary, [builtCommand, ...commandArguments], {
		cwd,
		env,
		input,
		whileRunning,
	});

/** Runs any program the same way. */
export const runProgram = async (
	program: string,
	programArguments: readonly string[],
	{cwd, env = {}, input, whileRunning}: RunOptions = {},
): Promise<Ended> =>
	await new Promise((resolve, reject) => {
		const child = spawn(program, programArguments, {
			cwd,
			env: {PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...env},
			stdio: 'pipe',
		});
		const stdout: Buffer[] = [];
		const stderr: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
		child.on('error', reject);
		child.on('close', (code, signal) =>
			resolve({
				code,
				signal,
				stdout: Buffer.concat(stdout).toString(),
				stderr: Buffer.concat(stderr).toString(),
			}),
		);
		child.stdin.end(input);
		whileRunning?.(child);
	});
