/** Between what a length or a moment lies, by what probability. */
export type Range = {readonly low: number; readonly high: number};

/** What is told about a length of time still to pass, in milliseconds. */
export type Ranges = {
	/** As likely less as more. */
	readonly middle: number;
	/** Half of the time it lies within. */
	readonly half: Range;
	/** Nine times of ten it lies within. */
	readonly nineTenths: Range;
};

/** The shares that each range leaves out below and above itself. */
export type Cuts = {readonly half: Range; readonly nineTenths: Range};

/**
Lengths of work are crowded at the short end and thin out at the long one, so a range that leaves out more
above than below is shorter and holds as much.
*/
export const usualCuts: Cuts = {
	half: {low: 0.15, high: 0.35},
	nineTenths: {low: 0.01, high: 0.09},
};

/** Both ranges and the middle, from whatever knows its quantiles. */
export const rangesOf = (quantile: (share: number) => number, cuts: Cuts): Ranges => ({
	middle: quantile(0.5),
	half: {low: quantile(cuts.half.low), high: quantile(1 - cuts.half.high)},
	nineTenths: {low: quantile(cuts.nineTenths.low), high: quantile(1 - cuts.nineTenths.high)},
});
