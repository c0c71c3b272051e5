/** A share of counted things, with what chance alone would allow. */
export type Rate = {
	readonly successes: number;
	readonly count: number;
	/** 0 to 1. */
	readonly share: number;
	/** Ends of the 95 % interval, 0 to 1. */
	readonly low: number;
	readonly high: number;
};

/** The point of the normal distribution beyond which 2.5 % lie. */
const z = 1.959964;

/**
A share with its score interval: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
Inference", Journal of the American Statistical Association 22 (1927), 209-212. Unlike the usual one it
holds for few values and for shares of 0 and 1.

@returns null when nothing was counted.
*/
export const rateOf = (successes: number, count: number): Rate | null => {
	if (count === 0) {
		return null;
	}

	const share = successes / count;
	const scale = 1 + z ** 2 / count;
	const middle = (share + z ** 2 / (2 * count)) / scale;
	const reach = (z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))) / scale;
	return {
		successes,
		count,
		share,
		low: Math.max(0, middle - reach),
		high: Math.min(1, middle + reach),
	};
};
