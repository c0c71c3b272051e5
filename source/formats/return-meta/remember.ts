/**
Remembers the last result of a piece of work for each anchor. The same inputs, compared one by one
with `===`, give the same result object without working again. Results go with their anchors.
*/
export const createMemory = <Result>() => {
	const known = new WeakMap<object, {inputs: readonly unknown[]; result: Result}>();
	return (anchor: object, inputs: readonly unknown[], work: () => Result): Result => {
		const last = known.get(anchor);
		if (
			last?.inputs.length === inputs.length &&
			last.inputs.every((input, index) => input === inputs[index])
		) {
			return last.result;
		}

		const result = work();
		known.set(anchor, {inputs, result});
		return result;
	};
};
