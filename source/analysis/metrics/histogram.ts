const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
Where a bin of the histogram begins, in milliseconds: about a factor of two to three each, at lengths that
people say. Lengths of work spread over many powers of ten, so bins of equal width would hold them all in
the first.
*/
const bounds: readonly number[] = [
	0,
	second,
	2 * second,
	5 * second,
	10 * second,
	30 * second,
	minute,
	2 * minute,
	5 * minute,
	10 * minute,
	30 * minute,
	hour,
	2 * hour,
	5 * hour,
	12 * hour,
	day,
	3 * day,
];

export type Bin = {
	/** Milliseconds, inclusive. */
	readonly from: number;
	/** Milliseconds, exclusive; null: without end. */
	readonly until: number | null;
	readonly count: number;
};

/** How many lengths fall into each bin, from the first bin that holds any to the last. */
export const histogramOf = (durations: readonly number[]): readonly Bin[] => {
	const counts = bounds.map(() => 0);
	for (const duration of durations) {
		counts[binOf(duration)]!++;
	}

	const first = counts.findIndex((count) => count > 0);
	const last = counts.findLastIndex((count) => count > 0);
	return first === -1
		? []
		: counts
				.map((count, index) => ({from: bounds[index]!, until: bounds[index + 1] ?? null, count}))
				.slice(first, last + 1);
};

const binOf = (duration: number): number => {
	let bin = bounds.length - 1;
	while (bin > 0 && duration < bounds[bin]!) {
		bin--;
	}

	return bin;
};
