/** What is said about lengths of time, all in the unit of the values. */
export type Distribution = {
	readonly count: number;
	readonly mean: number;
	readonly median: number;
	/** 95th percentile, by linear interpolation (type 7). */
	readonly p95: number;
	readonly minimum: number;
	readonly maximum: number;
	readonly total: number;
};

/** Values in ascending order. */
export const inOrder = (values: readonly number[]): Float64Array =>
	Float64Array.from(values).sort();

/**
The value below which a share of the values lies: h = (n - 1) p, linear between the two values around it.
Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996),
361-365: the definition of R, NumPy and of Python's `quantiles(method='inclusive')`.

@param sorted ascending, at least one value.
@param share 0 to 1.
*/
export const quantile = (sorted: ArrayLike<number>, share: number): number => {
	const position = (sorted.length - 1) * share;
	const low = sorted[Math.floor(position)]!;
	const high = sorted[Math.ceil(position)]!;
	return low + (high - low) * (position - Math.floor(position));
};

/** The middle value, or the mean of the two middle ones; null of none. */
export const medianOf = (values: readonly number[]): number | null =>
	values.length === 0 ? null : quantile(inOrder(values), 0.5);

/** Null of no values: a mean of nothing is not 0. */
export const distributionOf = (values: readonly number[]): Distribution | null => {
	if (values.length === 0) {
		return null;
	}

	const sorted = inOrder(values);
	const total = sorted.reduce((sum, value) => sum + value, 0);
	return {
		count: sorted.length,
		mean: total / sorted.length,
		median: quantile(sorted, 0.5),
		p95: quantile(sorted, 0.95),
		minimum: sorted[0]!,
		maximum: sorted.at(-1)!,
		total,
	};
};
