import type {Vitals} from '../model/health.ts';

type OwnUse = Pick<Vitals, 'cpuShare' | 'memoryBytes'>;

/** Asking costs a system call, and over less time than this the share means nothing. */
const shortestMs = 1000;

/** Measures what metawatch itself takes: the processor since it was last asked, and memory now. */
export const createSelfMeter = (): {readonly sample: () => OwnUse} => {
	let before = process.cpuUsage();
	let askedAt = performance.now();
	let known: OwnUse = {cpuShare: null, memoryBytes: null};
	return {
		sample() {
			const now = performance.now();
			const passedMs = now - askedAt;
			if (passedMs >= shortestMs) {
				const used = process.cpuUsage(before);
				known = {
					cpuShare: (used.user + used.system) / 1000 / passedMs,
					memoryBytes: process.memoryUsage.rss(),
				};
				before = process.cpuUsage();
				askedAt = now;
			}

			return known.memoryBytes === null
				? {...known, memoryBytes: process.memoryUsage.rss()}
				: known;
		},
	};
};
