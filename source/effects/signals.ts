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

/**
At SIGUSR1 Node begins to listen for a debugger and says so across the screen, unless somebody listens
for that signal. For good: without a listener it would from then on end the process.
*/
export const ignoreDebuggerSignal = (): void => {
	if (process.platform !== 'win32') {
		process.on('SIGUSR1', () => {});
	}
};

/** Who still runs after this time was not stopped. */
const notStoppedMs = 300;

/**
Stops the process as Ctrl+Z does, and resolves when it is brought to the foreground again. Also soon
when nothing stopped it: the system drops that signal when no shell is there to bring anything back
(a container, a window of tmux that runs nothing else).
*/
export const stopProcess = async (): Promise<void> => {
	if (process.platform === 'win32') {
		return;
	}

	const resumed = new Promise<void>((resolve) => {
		const resume = (): void => {
			clearTimeout(timer);
			process.off('SIGCONT', resume);
			resolve();
		};

		// Time goes on while a process is stopped, so it may fire after SIGCONT as well, which is as good.
		const timer = setTimeout(resume, notStoppedMs);
		process.on('SIGCONT', resume);
	});
	// The whole group, as a terminal does: npm and npx started us, and must stop as well.
	process.kill(0, 'SIGTSTP');
	await resumed;
};
