import {type ChildProcess, spawn} from 'node:child_process';
import {setTimeout as startTimer} from 'node:timers';
import {setTimeout} from 'node:timers/promises';
import type {Invocation} from '../../model/user-command.ts';
import {findProgram} from './find-program.ts';
import {openOutputLog} from './output-log.ts';
import {createTail} from './tail.ts';

/** A command that runs beside metawatch. */
export type Run = {
	readonly invocation: Invocation;
	readonly processId: number | null;
	/** Epoch milliseconds. */
	readonly startedAt: number;
	/** The last of what it wrote to both streams, as harmless lines. */
	readonly lines: () => readonly string[];
	/** The file that holds all of it, or null. */
	readonly log: string | null;
	/** What is wrong with that file, or null. */
	readonly logProblem: () => string | null;
	/** Null while it runs. */
	readonly end: () => RunEnd | null;
	/** Settled when it has ended; never fails. */
	readonly ended: Promise<RunEnd>;
	/** Asks it and all that it started to end, and ends them after a while; `isAtOnce`: without asking. */
	readonly stop: (isAtOnce?: boolean) => void;
};

export type RunEnd = {
	/** Exit code; null: ended by a signal, or never started. */
	readonly code: number | null;
	readonly signal: string | null;
	/** Why it could not be started, or null. */
	readonly failure: string | null;
	/** It was told to end. */
	readonly isStopped: boolean;
};

export type RunOptions = {
	/** Folder for the whole output; null: only the last of it is kept, in memory. */
	readonly logs: string | null;
	/** Names the log: unique and sortable by time. */
	readonly name: string;
	readonly environment?: NodeJS.ProcessEnv;
	/** How long somebody who was asked to end may take (ms). */
	readonly graceMs?: number;
};

/** What is still on its way when a program ended; those it left behind may hold its pipes for ever. */
const drainMs = 200;

const isWindows = process.platform === 'win32';

/**
Starts a program without a shell, in a group of its own: Ctrl+C in the terminal does not reach it, and
stopping it stops what it started too. It gets no input.
*/
export const startRun = (
	invocation: Invocation,
	{logs, name, environment = process.env, graceMs = 5000}: RunOptions,
): Run => {
	const startedAt = Date.now();
	const found = findProgram(invocation.program, environment);
	const child = 'file' in found ? spawned(found.file, invocation, environment) : null;
	const tail = createTail();
	const log = openOutputLog(child === null ? null : logs, name);
	const {promise: ended, resolve} = Promise.withResolvers<RunEnd>();
	let end: RunEnd | null = null;
	let isStopped = false;
	let killer: NodeJS.Timeout | null = null;

	const settle = (code: number | null, signal: string | null, failure: string | null): void => {
		if (end === null) {
			end = {code, signal, failure, isStopped};
			log.close();
			resolve(end);
		}
	};

	if (child === null || typeof child === 'string') {
		settle(null, null, child ?? ('reason' in found ? found.reason : null));
	} else {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => {
				if (end === null) {
					tail.add(chunk);
					log.write(chunk);
				}
			});
			stream?.on('error', () => {
				// It is gone; its exit tells.
			});
		}

		child.once('error', (error) => settle(null, null, error.message));
		const windUp = async (code: number | null, signal: string | null): Promise<void> => {
			// Those it started are nobody's now: a second try must not run beside what the first one left.
			await endGroup(child, killer === null ? graceMs : 0);
			await Promise.race([closed, setTimeout(drainMs)]);
			child.stdout?.destroy();
			child.stderr?.destroy();
			settle(code, signal, null);
		};
		const closed = new Promise<void>((close) => {
			child.once('close', () => close());
		});
		child.once('exit', (code, signal) => {
			if (killer !== null) {
				clearTimeout(killer);
			}

			void windUp(code, signal);
		});
	}

	return {
		invocation,
		processId: typeof child === 'string' ? null : (child?.pid ?? null),
		startedAt,
		lines: tail.lines,
		log: log.file,
		logProblem: log.problem,
		end: () => end,
		ended,
		stop(isAtOnce = false) {
			const isOver =
				child === null ||
				typeof child === 'string' ||
				end !== null ||
				child.exitCode !== null ||
				child.signalCode !== null;
			if (isOver) {
				return;
			}

			isStopped = true;
			if (isAtOnce) {
				signalGroup(child, 'SIGKILL');
			} else if (killer === null) {
				signalGroup(child, 'SIGTERM');
				killer = startTimer(() => signalGroup(child, 'SIGKILL'), graceMs);
			}
		},
	};
};

/** Arguments that cannot be are thrown back at once: a NUL, more than the system takes. */
const spawned = (
	file: string,
	{arguments: words, folder}: Invocation,
	environment: NodeJS.ProcessEnv,
): ChildProcess | string => {
	try {
		return spawn(file, [...words], {
			cwd: folder,
			env: environment,
			shell: false,
			// Windows would open a window of its own for it.
			detached: !isWindows,
			windowsHide: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	} catch (error) {
		return (error as Error).message;
	}
};

/** False: there is nobody left who could hear it. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals | 0): boolean => {
	try {
		if (isWindows || child.pid === undefined) {
			return child.kill(signal);
		}

		return process.kill(-child.pid, signal);
	} catch {
		return false;
	}
};

const lookEveryMs = 20;

/** Ends what a program has left behind in its group: asked first, and ended after a while. */
const endGroup = async (child: ChildProcess, graceMs: number): Promise<void> => {
	const until = Date.now() + graceMs;
	if (isWindows || !signalGroup(child, 'SIGTERM')) {
		return;
	}

	while (Date.now() < until && signalGroup(child, 0)) {
		// Nobody tells when the last of a group is gone.
		await setTimeout(lookEveryMs);
	}

	signalGroup(child, 'SIGKILL');
};
