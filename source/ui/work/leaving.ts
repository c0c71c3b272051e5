import type {RunBoard} from './run-board.ts';

/** How long the question stays answered by the same key: later, it may be asked for something else. */
const questionMs = 10_000;

/** Asks once before commands that still run are ended with the screen. */
export const createLeaving = (running: () => number, now: () => number) => {
	let askedAt = Number.NEGATIVE_INFINITY;
	/** What is to be asked first; null: go. */
	return (): string | null => {
		const count = running();
		if (count === 0 || now() - askedAt < questionMs) {
			return null;
		}

		askedAt = now();
		return `${count} ${count === 1 ? 'command still runs' : 'commands still run'} and will be ended: q again quits`;
	};
};

/** Ends what still runs, once the screen has gone: that may take its time, so it is said. */
export const endRuns = async (board: RunBoard): Promise<void> => {
	const count = board.running();
	if (count > 0) {
		process.stderr.write(
			`metawatch: ending ${count} ${count === 1 ? 'command that still runs' : 'commands that still run'}\n`,
		);
	}

	await board.close();
};
