import {spawn} from 'node:child_process';
import {cleanEnvironment, nodeBinary} from '../test/helpers/pty.ts';

/** Milliseconds from the start of a Node process to its end, with everything it wrote read. */
export const timeProcess = async (
	args: readonly string[],
	home: string,
	goodCodes: readonly number[] = [0],
): Promise<number> =>
	new Promise((resolve, reject) => {
		const begin = performance.now();
		const child = spawn(nodeBinary, args, {
			stdio: ['ignore', 'pipe', 'inherit'],
			env: cleanEnvironment({HOME: home}),
		});
		child.stdout.resume();
		child.once('error', reject);
		child.once('close', (code) => {
			if (code !== null && goodCodes.includes(code)) {
				resolve(performance.now() - begin);
			} else {
				reject(new Error(`${args.join(' ')} ended with ${code}`));
			}
		});
	});
