/**
Whether something happens more or less often than in the window before.
- `null`: too little is known to say anything, or nothing of the time before.
*/
export type Trend = 'rising' | 'falling' | 'steady' | null;

/** A window and the one before it: how often it happened, and how often it could have. */
export type Occurrences = {
	readonly now: number;
	readonly before: number;
	/** Attempts that ended in the window, whatever their outcome. */
	readonly chancesNow: number;
	readonly chancesBefore: number;
};

/** Below this chance that nothing but accident is at work, it is called a trend. */
const significant = 0.1;

/** Fewer could not reach that, whatever their distribution: 2 x 0.5^5 = 0.06, 2 x 0.5^4 = 0.13. */
const fewest = 5;

/**
Compares two rates by the exact conditional test (Przyborowski and Wilenski, 1940): when nothing changed,
each of the `now + before` occurrences falls into the present window with the probability of its share of
the chances. Two-sided by doubling the smaller tail.
*/
export const trendOf = ({now, before, chancesNow, chancesBefore}: Occurrences): Trend => {
	const total = now + before;
	if (chancesBefore === 0 || chancesNow === 0 || total < fewest) {
		return null;
	}

	const share = chancesNow / (chancesNow + chancesBefore);
	const atMost = binomialAtMost(now, total, share);
	const atLeast = 1 - binomialAtMost(now - 1, total, share);
	if (2 * Math.min(atMost, atLeast) >= significant) {
		return 'steady';
	}

	return atLeast < atMost ? 'rising' : 'falling';
};

/** Probability of at most `successes` among `trials`, each with probability `share`. */
export const binomialAtMost = (successes: number, trials: number, share: number): number => {
	// In logarithms, so that thousands of trials do not underflow.
	const odds = Math.log(share) - Math.log1p(-share);
	let term = trials * Math.log1p(-share);
	let sum = 0;
	for (let count = 0; count <= Math.min(successes, trials); count++) {
		sum += Math.exp(term);
		term += Math.log(trials - count) - Math.log(count + 1) + odds;
	}

	return Math.min(1, sum);
};
