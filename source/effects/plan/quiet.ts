import {setTimeout as pause} from 'node:timers/promises';
import {lstatIfThere} from './place.ts';
import {Refusal} from './refusal.ts';

/** A program that writes a file more often than this is in the middle of something. */
const quietMs = 100;
const patienceMs = 2_000;

/**
Waits until nobody has written to a file for a moment. The system has no way to replace a file only if it
is still the same: some microseconds always remain in which another program could be overwritten. They
are not to lie where it is just writing.

@throws {Refusal} when it is written to all the time.
*/
export const untilQuiet = async (path: string): Promise<void> => {
	const end = performance.now() + patienceMs;
	for (;;) {
		const stats = await lstatIfThere(path);
		const age = stats ? Date.now() - Number(stats.mtimeNs / 1_000_000n) : quietMs;
		// A time to come tells nothing.
		if (age < 0 || age >= quietMs) {
			return;
		}

		if (performance.now() > end) {
			throw new Refusal('another program is writing to it all the time');
		}

		await pause(quietMs - age);
	}
};
