/** What was made, and how long the processor took for it. */
export type Made<Result> = {readonly result: Result; readonly tookMs: number};

/** At work for so long at a time, then away for so long: a key waits for less than it takes to draw. */
const sliceMs = 4;
const pauseMs = 8;

/**
Takes steps without holding anything else up.

@param isWanted asked between slices; once it is not, no more steps are taken and null is the answer.
*/
export const inSlices = async <Result>(
	steps: Generator<void, Result, undefined>,
	isWanted: () => boolean,
): Promise<Made<Result> | null> => {
	let tookMs = 0;
	for (;;) {
		const begin = performance.now();
		let step = steps.next();
		while (!step.done && performance.now() - begin < sliceMs) {
			step = steps.next();
		}

		tookMs += performance.now() - begin;
		if (step.done) {
			return {result: step.value, tookMs};
		}

		// One slice after the other is the point of it.
		await new Promise((resolve) => {
			setTimeout(resolve, pauseMs);
		});
		if (!isWanted()) {
			return null;
		}
	}
};
