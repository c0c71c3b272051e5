import {constants} from 'node:os';

/** Signals that mean: the terminal or the session is going away. Windows knows only some of them. */
const endings = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/**
Calls back once when a signal asks the program to end, with the exit code shells use for it (128 + n),
so that the terminal can be restored first. A second signal ends the process at once.

@returns how to stop listening.
*/
export const onEndOfTerminal = (callback: (exitCode: number) => void): (() => void) => {
	let wasAsked = false;
	const listeners = endings.map((signal) => {
		const listener = (): void => {
			const exitCode = 128 + constants.signals[signal];
			if (wasAsked) {
				process.exit(exitCode);
			}

			wasAsked = true;
			callback(exitCode);
		};

		process.on(signal, listener);
		return () => {
			process.off(signal, listener);
		};
	});
	return () => {
		for (const stop of listeners) {
			stop();
		}
	};
};

/** Stops the process as Ctrl+Z does, and resolves when it is brought to the foreground again. */
export const stopProcess = async (): Promise<void> => {
	if (process.platform === 'win32') {
		return;
	}

	const resumed = new Promise<void>((resolve) => {
		process.once('SIGCONT', () => resolve());
	});
	// The whole group, as a terminal does: npm and npx started us, and must stop as well.
	process.kill(0, 'SIGTSTP');
	await resumed;
};
