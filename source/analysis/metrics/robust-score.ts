import {medianOf} from './distribution.ts';

/** What values are compared with. */
export type Spread = {
	readonly median: number;
	/** What one standard deviation of normal values would be; 0: there is no spread. */
	readonly scale: number;
};

/** Scores beyond this are called unusual (Iglewicz and Hoaglin). */
export const unusualFrom = 3.5;

/** 1 / 0.6745 of the median absolute deviation is the standard deviation of normal values. */
const normalShare = 0.6745;
/** And so is this many times their mean absolute deviation: the root of pi / 2. */
const meanFactor = 1.253314;

/**
Median and median absolute deviation, as of B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle
Outliers", ASQC 1993: half of the values may be outliers without moving it. When more than half of the
values are equal that deviation is 0 and says nothing; then the mean absolute deviation from the median
takes its place (IBM SPSS, "Modified z score").

@returns null of no values.
*/
export const spreadOf = (values: readonly number[]): Spread | null => {
	const median = medianOf(values);
	if (median === null) {
		return null;
	}

	const deviations = values.map((value) => Math.abs(value - median));
	const middle = medianOf(deviations)!;
	let sum = 0;
	for (const deviation of deviations) {
		sum += deviation;
	}

	const mean = sum / values.length;
	return {median, scale: middle > 0 ? middle / normalShare : meanFactor * mean};
};

/** The modified z score: 0.6745 (x - median) / MAD; 0 when there is no spread. */
export const robustScore = (value: number, {median, scale}: Spread): number =>
	scale === 0 ? 0 : (value - median) / scale;
