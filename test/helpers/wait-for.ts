import {setTimeout} from 'node:timers/promises';

/**
Settles as soon as the condition holds; fails, naming it, when it does not within a generous time.

@param describe what to say about the state of things when it failed.
*/
export const waitFor = async (
	condition: () => boolean,
	describe: () => unknown = () => condition.toString(),
	limitMs = 15_000,
): Promise<void> => {
	const end = performance.now() + limitMs;
	while (!condition()) {
		if (performance.now() > end) {
			throw new Error(`waited ${limitMs} ms in vain: ${JSON.stringify(describe())}`);
		}

		await setTimeout(2);
	}
};
