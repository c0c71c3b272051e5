/** Takes all steps at once: for whoever has nothing else to do. */
export const finished = <Result>(steps: Generator<void, Result, undefined>): Result => {
	let step = steps.next();
	while (!step.done) {
		step = steps.next();
	}

	return step.value;
};
