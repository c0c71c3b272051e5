import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {writeWhole} from '../../effects/write-whole.ts';
import {batchesOf} from '../../export/batches.ts';
import type {Pieces} from '../../export/exporter.ts';
import {writeNotice, writeOut} from '../output.ts';
import {createProgressBar} from '../progress-bar.ts';
import {canAsk, confirm} from '../recover/confirm.ts';

export type Delivery = {
	/** `-`: stdout. */
	readonly output: string;
	readonly mayReplace: boolean;
	/** About how many pieces there will be; null: nobody knows. */
	readonly expected: number | null;
};

/** Nobody has to be told about what is done at once. */
const patienceMs = 500;

/**
Writes a report that is made meanwhile.

@returns the exit code.
*/
export const deliver = async (pieces: Pieces, delivery: Delivery): Promise<number> => {
	const {output} = delivery;
	if (output === '-') {
		// A reader that goes away ends the process quietly: `endQuietlyOnClosedPipe`.
		for (const {text} of batchesOf(pieces)) {
			await writeOut(text);
		}

		return 0;
	}

	const stopped = new AbortController();
	const stop = (): void => stopped.abort();
	for (const signal of stopSignals) {
		process.once(signal, stop);
	}

	const bar = createProgressBar(process.stderr, 'lines');
	try {
		const write = async (mayReplace: boolean) =>
			await writeWhole(path.resolve(output), withProgress(pieces, delivery.expected, bar.show), {
				mayReplace,
				signal: stopped.signal,
			});
		const first = await write(delivery.mayReplace);
		const result =
			first.type === 'exists' &&
			canAsk() &&
			(await confirm(`${output} is there already. Replace it?`, 'y'))
				? await write(true)
				: first;
		bar.clear();
		switch (result.type) {
			case 'written': {
				return 0;
			}

			case 'exists': {
				writeNotice(`${output} is there already; --force replaces it`);
				return 1;
			}

			case 'stopped': {
				writeNotice('stopped; nothing was written');
				return 130;
			}

			case 'failed': {
				writeNotice(`${output} could not be written: ${result.reason}`);
				return 1;
			}
		}
	} finally {
		bar.clear();
		for (const signal of stopSignals) {
			process.off(signal, stop);
		}
	}
};

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function* withProgress(
	pieces: Pieces,
	expected: number | null,
	show: (done: number, total: number) => void,
): AsyncGenerator<string, void, undefined> {
	const begin = performance.now();
	let done = 0;
	for (const {text, count} of batchesOf(pieces)) {
		yield text;
		done += count;
		if (performance.now() - begin > patienceMs) {
			show(done, Math.max(done, expected ?? done + 1));
		}

		// A signal has to be heard in between.
		await setImmediate();
	}
}
