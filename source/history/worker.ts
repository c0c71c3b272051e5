import {parentPort, workerData} from 'node:worker_threads';
import {collectGarbage} from './collect-garbage.ts';
import type {Order, WorkerOptions} from './protocol.ts';
import {createScribe} from './scribe.ts';

/** Nothing has come for so long: what was read and written at the start is garbage by now. */
const restMs = 300;

/**
The thread that writes history: what SQLite, compressing and the disk take is never taken from the screen.
*/
const port = parentPort!;
const scribe = createScribe(workerData as WorkerOptions, (answer) => {
	port.postMessage(answer, []);
	if (answer.type === 'closed') {
		clearTimeout(firstRest);
		port.close();
	}
});
// Once: what comes later is little.
let hasRested = false;
const firstRest = setTimeout(() => {
	hasRested = true;
	collectGarbage();
}, restMs);
port.on('message', (order: Order) => {
	scribe.take(order);
	if (!hasRested) {
		firstRest.refresh();
	}
});
