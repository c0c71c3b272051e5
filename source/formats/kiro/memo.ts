/**
Remembers the last result made for an object, as long as everything else it was made from is the same.
One change among a thousand lists then costs the work of one.
*/
export const remember = <Result>(): ((
	owner: object,
	inputs: readonly unknown[],
	make: () => Result,
) => Result) => {
	const memory = new WeakMap<object, {inputs: readonly unknown[]; result: Result}>();
	return (owner, inputs, make) => {
		const known = memory.get(owner);
		if (
			known?.inputs.length === inputs.length &&
			known.inputs.every((input, index) => Object.is(input, inputs[index]))
		) {
			return known.result;
		}

		const result = make();
		memory.set(owner, {inputs, result});
		return result;
	};
};
