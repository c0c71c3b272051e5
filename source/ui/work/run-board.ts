import type {NamedRun, Runs} from '../../effects/commands/runs.ts';
import type {Invocation} from '../../model/user-command.ts';

/** The commands that were started from the screen: those that run, and what became of the others. */
export type RunBoard = {
	/** The latest first. */
	readonly entries: () => readonly NamedRun[];
	/** How many have not ended. */
	readonly running: () => number;
	/** Loads what starts commands: most people never start one. */
	readonly ready: () => Promise<StartRun>;
	/** Ends all that run, and settles when they have ended. */
	readonly close: () => Promise<void>;
	readonly subscribe: (listener: () => void) => void;
};

/** @param name what to call it: "T014 retry". */
export type StartRun = (invocation: Invocation, name: string) => NamedRun;

/** Ended ones that are remembered, with the last of their output. */
const mostEntries = 50;

/** @param logs folder for what commands write. */
export const openRunBoard = (logs: string): RunBoard =>
	createRunBoard(async (onEnd) => {
		const {createRuns} = await import('../../effects/commands/runs.ts');
		return createRuns({logs, onEnd});
	});

const createRunBoard = (load: (onEnd: () => void) => Promise<Runs>): RunBoard => {
	let entries: readonly NamedRun[] = [];
	let runs: Promise<Runs> | null = null;
	const listeners = new Set<() => void>();
	const changed = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const isRunning = (run: NamedRun): boolean => run.end() === null;
	return {
		entries: () => entries,
		running: () => entries.filter((run) => isRunning(run)).length,
		async ready() {
			runs ??= load(changed);
			const {start} = await runs;
			return (invocation, name) => {
				const run = start(invocation, name);
				const all = [run, ...entries];
				// One that runs is never forgotten: it is to be told of, and ended.
				entries = all.filter((one, index) => index < mostEntries || isRunning(one));
				changed();
				return run;
			};
		},
		async close() {
			await (await runs)?.close();
		},
		subscribe(listener) {
			listeners.add(listener);
		},
	};
};
