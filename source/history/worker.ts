import {parentPort, workerData} from 'node:worker_threads';
import type {Order, WorkerOptions} from './protocol.ts';
import {createScribe} from './scribe.ts';

/**
The thread that writes history: what SQLite, compressing and the disk take is never taken from the screen.
*/
const port = parentPort!;
const scribe = createScribe(workerData as WorkerOptions, (answer) => {
	port.postMessage(answer, []);
	if (answer.type === 'closed') {
		port.close();
	}
});
port.on('message', (order: Order) => scribe.take(order));
