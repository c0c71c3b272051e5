import {setTimeout} from 'node:timers/promises';
import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';
import {collectGarbage} from '../history/collect-garbage.ts';
import type {Store} from '../store/store.ts';

/*
V8 trades memory for speed as suits a server: its young generation grows to 64 MB, and what was thrown
away while ten thousand tasks were read stays for as long as nobody needs the room: 330 MB for 80 MB of
tasks. A program that sits in a side terminal all day should hold little more than what it shows.

None of this changes what the program does, and the flags are older than any Node it runs on.
*/

/** Size of the young generation. A frame makes a fraction of this, so that little of it gets old. */
const youngBytes = 8 * 2 ** 20;

/** The first collection waits until nothing has happened for so long, later ones longer. */
const firstQuietMs = 100;
const laterQuietMs = 10_000;

/** Changes after which there is something to be collected. */
const worthwhileChanges = 100;

/**
Keeps the memory of the live screen small, from now to the end of the process.

@param watching settled when all that was there at the start has been read and recorded.
*/
export const keepMemorySmall = async (store: Store, watching: Promise<unknown>): Promise<void> => {
	limitYoungGeneration();
	await watching;
	// From here on it grows little; less than this costs more collections than it saves memory.
	setFlagsFromString('--heap-growing-percent=40');
	let collectedAt = Number.NEGATIVE_INFINITY;
	for (let quietMs = firstQuietMs; ; quietMs = laterQuietMs) {
		await untilQuiet(quietMs, store);
		const {revision} = store.getState();
		if (revision - collectedAt >= worthwhileChanges) {
			collectedAt = revision;
			collectGarbage();
			// A thorough collection makes the young generation as small as it was at the start.
			limitYoungGeneration();
		}
	}
};

/** Waits until for so long no file has changed and no key was pressed: collecting takes 20 to 100 ms. */
const untilQuiet = async (quietMs: number, store: Store): Promise<void> => {
	let isQuiet = false;
	while (!isQuiet) {
		const {revision} = store.getState();
		const {bytesRead} = process.stdin;
		await setTimeout(quietMs, undefined, {ref: false});
		isQuiet = store.getState().revision === revision && process.stdin.bytesRead === bytesRead;
	}
};

/** Lets the young generation grow to its size, and no further. */
const limitYoungGeneration = (): void => {
	setFlagsFromString('--semi-space-growth-factor=2');
	const observer = new PerformanceObserver(() => {
		const young = getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		if (!young || young.space_size >= youngBytes) {
			setFlagsFromString('--semi-space-growth-factor=1');
			observer.disconnect();
		}
	});
	observer.observe({entryTypes: ['gc']});
};
