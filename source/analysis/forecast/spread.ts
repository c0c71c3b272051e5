import {normalBelow} from './normal.ts';

/**
What lengths of time were seen, smoothed: each stands for a bell around itself on the scale of cube roots,
on which lengths of work are about symmetric (Wilson and Hilferty, 1931, for the gamma family). Drawing from
it is the smoothed bootstrap (Silverman and Young, 1987); quantiles are calculated instead of drawn, so they
are exact and the same every time.
*/
export type Spread = {
	/** Cube roots of the lengths in milliseconds, ascending. */
	readonly roots: readonly number[];
	/** Width of the bells. */
	readonly bandwidth: number;
	/** What lies below this has not happened: the work has already lasted so long (cube root). */
	readonly from: number;
};

/** Wider than the rule asks for, because the next length is none of those that were seen. */
const widening = 1.3;

/** Equal lengths are an accident of rounding: a bell is at least this share of its place. */
const leastShare = 0.02;

/**
@param lengths milliseconds, each above 0; at least one.
@param elapsed milliseconds that it has lasted already. Lengths that are not above it tell nothing about
what is left (survivors only): leave them out.
*/
export const spreadOf = (lengths: readonly number[], elapsed = 0): Spread => {
	const roots = lengths.map((length) => Math.cbrt(length)).sort((a, b) => a - b);
	return {
		roots,
		bandwidth: Math.max(leastShare * linear(roots, 0.5), widening * bandwidthOf(roots)),
		from: elapsed > 0 ? Math.cbrt(elapsed) : 0,
	};
};

/** Silverman's rule of thumb (1986, formula 3.31): 0.9 min(s, IQR / 1.34) n^(-1/5). */
const bandwidthOf = (sorted: readonly number[]): number => {
	const count = sorted.length;
	if (count < 2) {
		return 0;
	}

	const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
	const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	const deviation = Math.sqrt(squares / (count - 1));
	const middle = (linear(sorted, 0.75) - linear(sorted, 0.25)) / 1.34;
	return 0.9 * (middle > 0 ? Math.min(deviation, middle) : deviation) * count ** -0.2;
};

/** The quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan, 1996). */
const linear = (sorted: readonly number[], share: number): number => {
	const at = (sorted.length - 1) * share;
	const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
	return below + (above - below) * (at - Math.floor(at));
};

/** The probability of a length below `root`, before what has already passed is considered. */
const below = ({roots, bandwidth}: Spread, root: number): number =>
	roots.reduce((sum, each) => sum + normalBelow((root - each) / bandwidth), 0) / roots.length;

/** A quantile is right to this share of itself: nobody reads more. */
const precision = 1e-6;

/** The length (ms) below which a share lies of what is still possible. */
export const quantileOf = (spread: Spread, share: number): number => {
	const {roots, bandwidth, from} = spread;
	const passed = below(spread, from);
	const wanted = passed + share * (1 - passed);
	let low = from;
	let high = Math.max(from, roots.at(-1)!) + 8 * bandwidth;
	while (high - low > precision * high) {
		const middle = (low + high) / 2;
		if (below(spread, middle) < wanted) {
			low = middle;
		} else {
			high = middle;
		}
	}

	return ((low + high) / 2) ** 3;
};

/** A length (ms) by chance: one that was seen, moved within its bell, and not below what has passed. */
export const drawFrom = ({roots, bandwidth, from}: Spread, random: () => number): number => {
	const seen = roots[Math.floor(random() * roots.length)]!;
	// Box and Muller, 1958.
	const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const moved = seen + bandwidth * bell;
	// What would be below is turned back at the border.
	return Math.max(from, moved >= from ? moved : 2 * from - moved) ** 3;
};
