import {closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync} from 'node:fs';
import path from 'node:path';

/** All that a command writes, kept in a file that only its owner can read. */
export type OutputLog = {
	/** Absolute; null: nothing is kept, `problem` says why. */
	readonly file: string | null;
	/** Adds to it, up to the limit; the rest is left out, and the file says so. */
	readonly write: (chunk: Uint8Array) => void;
	readonly close: () => void;
	/** Why the file is not all of it, or null. */
	readonly problem: () => string | null;
};

/** Bytes that are kept of one command. */
const mostBytes = 16 * 1024 * 1024;

/** Files of commands that ended earlier; older ones go when a new one is made. */
const mostFiles = 100;

/**
A new file for the output of a command. What goes wrong with it is told and stops no command: the output
is for reading afterwards.

@param folder made when it is not there; null: nothing is kept.
@param name unique and sortable by time.
*/
export const openOutputLog = (
	folder: string | null,
	name: string,
	limit = mostBytes,
): OutputLog => {
	if (folder === null) {
		return nowhere(null);
	}

	const file = path.join(folder, `${name}.log`);
	let descriptor: number | null;
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		removeOldest(folder);
		descriptor = openSync(file, 'wx', 0o600);
	} catch (error) {
		return nowhere(`its output is not kept: ${(error as Error).message}`);
	}

	let room = limit;
	let problem: string | null = null;
	const stop = (reason: string): void => {
		problem = reason;
		room = 0;
	};

	return {
		file,
		write(chunk) {
			if (descriptor === null || room === 0) {
				return;
			}

			try {
				const part = chunk.subarray(0, room);
				writeSync(descriptor, part);
				room -= part.length;
				if (room === 0) {
					writeSync(descriptor, '\n[metawatch keeps no more than this of one command]\n');
					stop(`only its first ${limit} bytes are kept`);
				}
			} catch (error) {
				stop(`the rest of its output is not kept: ${(error as Error).message}`);
			}
		},
		close() {
			if (descriptor !== null) {
				closeSync(descriptor);
				descriptor = null;
			}
		},
		problem: () => problem,
	};
};

const nowhere = (problem: string | null): OutputLog => ({
	file: null,
	write() {},
	close() {},
	problem: () => problem,
});

const removeOldest = (folder: string): void => {
	const names = readdirSync(folder)
		.filter((name) => name.endsWith('.log'))
		.sort();
	for (const name of names.slice(0, Math.max(0, names.length - mostFiles + 1))) {
		rmSync(path.join(folder, name), {force: true});
	}
};
