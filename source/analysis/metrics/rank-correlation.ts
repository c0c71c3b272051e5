export type Correlation = {
	/** Pairs. */
	readonly count: number;
	/** Spearman's rho, -1 to 1. */
	readonly rho: number;
	/** Whether chance would give as much in fewer than one of twenty cases. */
	readonly isBeyondChance: boolean;
};

/**
Fewer pairs than this are not spoken of: with ten, unrelated values still give a rho beyond 0.64 one time
in twenty (critical value 0.648 at n = 10: J. H. Zar, "Significance Testing of the Spearman Rank
Correlation Coefficient", JASA 67 (1972), 578-580), with five nothing short of 1 would mean anything.
*/
export const fewestPairs = 10;

/**
Spearman's rank correlation: Pearson's coefficient of the ranks, with ties given the mean of the ranks they
share (C. Spearman, "The Proof and Measurement of Association between Two Things", American Journal of
Psychology 15 (1904), 72-101; ties: M. G. Kendall, "Rank Correlation Methods", 1948, chapter 3). Under
independence rho times the root of n - 1 is about standard normal (same book, chapter 5).

@returns why there is none, or the coefficient.
*/
export const rankCorrelation = (
	a: readonly number[],
	b: readonly number[],
): Correlation | {readonly reason: 'few' | 'constant'; readonly count: number} => {
	const count = Math.min(a.length, b.length);
	if (count < fewestPairs) {
		return {reason: 'few', count};
	}

	const first = ranks(a);
	const second = ranks(b);
	// The mean of all ranks, ties or not.
	const mean = (count + 1) / 2;
	let product = 0;
	let squareA = 0;
	let squareB = 0;
	for (let index = 0; index < count; index++) {
		const x = first[index]! - mean;
		const y = second[index]! - mean;
		product += x * y;
		squareA += x * x;
		squareB += y * y;
	}

	if (squareA === 0 || squareB === 0) {
		return {reason: 'constant', count};
	}

	const rho = Math.min(1, Math.max(-1, product / Math.sqrt(squareA * squareB)));
	return {count, rho, isBeyondChance: Math.abs(rho) * Math.sqrt(count - 1) > 1.959964};
};

/** From 1; equal values share the mean of their places. */
const ranks = (values: readonly number[]): Float64Array => {
	const order = Uint32Array.from(values.keys()).sort((x, y) => values[x]! - values[y]!);
	const result = new Float64Array(values.length);
	let start = 0;
	while (start < order.length) {
		let end = start + 1;
		while (end < order.length && values[order[end]!] === values[order[start]!]) {
			end++;
		}

		for (let place = start; place < end; place++) {
			result[order[place]!] = (start + end + 1) / 2;
		}

		start = end;
	}

	return result;
};
