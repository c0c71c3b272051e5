import {spawn} from 'node:child_process';
import type {Invocation} from '../../model/user-command.ts';
import {findProgram} from './find-program.ts';
import type {RunEnd} from './run.ts';

/**
Runs a program that gets the terminal, without a shell, and waits for its end. Whoever draws on the
terminal gives it away before. Never fails.
*/
export const runInTerminal = async (
	{program, arguments: words, folder}: Invocation,
	environment: NodeJS.ProcessEnv = process.env,
): Promise<RunEnd> =>
	await new Promise((resolve) => {
		const end = (code: number | null, signal: string | null, failure: string | null): void =>
			resolve({code, signal, failure, isStopped: false});
		const found = findProgram(program, environment);
		if ('reason' in found) {
			end(null, null, found.reason);
			return;
		}

		try {
			const child = spawn(found.file, [...words], {
				cwd: folder,
				env: environment,
				stdio: 'inherit',
				shell: false,
			});
			child.once('error', (error) => end(null, null, error.message));
			child.once('exit', (code, signal) => end(code, signal, null));
		} catch (error) {
			end(null, null, (error as Error).message);
		}
	});
