import {type Run, type RunEnd, type RunOptions, startRun} from './run.ts';
import type {Invocation} from '../../model/user-command.ts';

/**
The commands that run beside metawatch. They end with it: whoever closes these is told of every one that
still runs, and can say so before. Only a metawatch that is killed leaves them behind, with their logs.
*/
export type Runs = {
	/** @param name what to call it: "1.2 start". */
	readonly start: (invocation: Invocation, name: string) => NamedRun;
	/** Those that have not ended. */
	readonly running: () => readonly NamedRun[];
	/** Ends all that run, asked first or at once, and settles when they have ended. */
	readonly close: (isAtOnce?: boolean) => Promise<void>;
};

export type NamedRun = Run & {readonly name: string};

export const createRuns = (
	options: Omit<RunOptions, 'name'> & {readonly onEnd?: (run: NamedRun, end: RunEnd) => void},
): Runs => {
	const running = new Set<NamedRun>();
	let count = 0;
	const last = (): void => {
		// The terminal or the session has gone: nobody can be asked any more.
		for (const run of running) {
			run.stop(true);
		}
	};

	const settle = async (run: NamedRun): Promise<void> => {
		const end = await run.ended;
		running.delete(run);
		if (running.size === 0) {
			process.off('exit', last);
		}

		options.onEnd?.(run, end);
	};

	return {
		start(invocation, name) {
			count++;
			const run: NamedRun = {
				...startRun(invocation, {...options, name: logName(name, count)}),
				name,
			};
			if (run.end() === null) {
				if (running.size === 0) {
					process.once('exit', last);
				}

				running.add(run);
			}

			void settle(run);
			return run;
		},
		running: () => [...running],
		async close(isAtOnce = false) {
			const all = [...running];
			for (const run of all) {
				run.stop(isAtOnce);
			}

			await Promise.all(all.map(async ({ended}) => await ended));
		},
	};
};

/** Sortable by time, and telling to people who look into the folder. */
const logName = (name: string, count: number): string => {
	const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
	return `${time}-${process.pid}-${count}-${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)}`;
};
