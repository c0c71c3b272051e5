import type {Range} from './range.ts';

/** The normal quantile of 95 %: what makes a range of nine tenths. */
const z = 1.6448536269514722;

/**
Wilson's score interval (1927) for a share, 90 %: right also near 0 and 1 and for few trials (Brown, Cai
and DasGupta, 2001, recommend it).

@param trials at least 1; need not be whole.
*/
export const wilsonRange = (successes: number, trials: number): Range => {
	const share = successes / trials;
	const weight = z ** 2 / trials;
	const middle = (share + weight / 2) / (1 + weight);
	const half =
		(z / (1 + weight)) * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials));
	return {low: Math.max(0, middle - half), high: Math.min(1, middle + half)};
};
