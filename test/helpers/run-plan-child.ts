import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import type {ChildTask} from './plan-child.ts';

const script = fileURLToPath(new URL('plan-child.ts', import.meta.url));

export type ChildEnd = {
	/** It died at the step it was to die at. */
	readonly isKilled: boolean;
	readonly steps: readonly string[];
	readonly result: unknown;
};

/** @param wrapper a program and its arguments that run node for it. */
export const runPlanChild = async (
	task: ChildTask,
	wrapper: readonly string[] = [],
): Promise<ChildEnd> =>
	await new Promise((resolve, reject) => {
		const [program, ...given] = [
			...wrapper,
			process.execPath,
			'--no-warnings',
			script,
			JSON.stringify(task),
		];
		execFile(program, given, {encoding: 'utf8', timeout: 60_000}, (error, stdout, stderr) => {
			if (error?.signal === 'SIGKILL') {
				resolve({isKilled: true, steps: [], result: null});
			} else if (error) {
				reject(new Error(`${error.message}\n${stderr}`));
			} else {
				resolve({isKilled: false, ...(JSON.parse(stdout) as Omit<ChildEnd, 'isKilled'>)});
			}
		});
	});
