import {harmless} from '../text/harmless.ts';

/** Ends quietly when the reader has gone (`metawatch status | head -1`): nobody is left to be told. */
export const endQuietlyOnClosedPipe = (): void => {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EPIPE') {
				process.exit(0);
			}

			if (stream === process.stdout) {
				writeNotice(`the answer could not be written: ${error.message}`);
			}

			process.exit(1);
		});
	}
};

/** Writes an answer to stdout and waits until all of it has been taken. */
export const writeOut = async (text: string): Promise<void> => {
	await new Promise<void>((resolve) => {
		// Errors, a closed pipe among them, reach the listener above.
		process.stdout.write(text, () => {
			resolve();
		});
	});
};

/** One line for a person, on stderr. */
export const writeNotice = (message: string): void => {
	// Arguments and paths are repeated in messages, and may hold anything.
	process.stderr.write(`metawatch: ${harmless(message)}\n`);
};

/** Tells of an error that was not foreseen: one line, or the stack when METAWATCH_DEBUG is set. */
export const writeFailure = (error: unknown): void => {
	if (process.env['METAWATCH_DEBUG'] && error instanceof Error) {
		process.stderr.write(`${error.stack ?? error.message}\n`);
		return;
	}

	const message = error instanceof Error ? error.message : String(error);
	writeNotice(`${message} (METAWATCH_DEBUG=1 shows where)`);
};
