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

/** Values in ascending order, for those who ask them for more than a few quantiles. */
export const inOrder = (values: readonly number[]): Float64Array => new Float64Array(values).sort();

/**
The value below which a share of the values lies: h = (n - 1) p, linear between the two values around it.
Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996),
361-365: the definition of R, NumPy and of Python's `quantiles(method='inclusive')`.

@param values at least one; they are left in another order.
@param share 0 to 1.
*/
export const quantile = (values: Float64Array, share: number): number => {
	const position = (values.length - 1) * share;
	const place = Math.floor(position);
	const low = select(values, place);
	if (position === place) {
		return low;
	}

	// What lies behind the place is not less than what stands there.
	let high = Infinity;
	for (let index = place + 1; index < values.length; index++) {
		high = Math.min(high, values[index]!);
	}

	return low + (high - low) * (position - place);
};

/** The middle value, or the mean of the two middle ones; null of none. */
export const medianOf = (values: readonly number[]): number | null =>
	values.length === 0 ? null : quantile(new Float64Array(values), 0.5);

/** Null of no values: a mean of nothing is not 0. */
export const distributionOf = (values: readonly number[]): Distribution | null => {
	if (values.length === 0) {
		return null;
	}

	const own = new Float64Array(values);
	let total = 0;
	let minimum = Infinity;
	let maximum = -Infinity;
	for (const value of values) {
		total += value;
		minimum = Math.min(minimum, value);
		maximum = Math.max(maximum, value);
	}

	return {
		count: own.length,
		mean: total / own.length,
		median: quantile(own, 0.5),
		p95: quantile(own, 0.95),
		minimum,
		maximum,
		total,
	};
};

/**
The value that would stand at a place if they were sorted; puts it there, with nothing greater before it
and nothing less behind. C. A. R. Hoare, "Algorithm 65: FIND", Communications of the ACM 4 (1961), 321-322:
a hundred thousand values cost a tenth of sorting them.
*/
const select = (values: Float64Array, place: number): number => {
	let first = 0;
	let last = values.length - 1;
	let seed = 1;
	while (first < last) {
		// A pivot that no order of values can foresee; always the same, so that results are too.
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		const pivot = values[first + (seed % (last - first + 1))]!;
		let low = first;
		let high = last;
		while (low <= high) {
			while (values[low]! < pivot) {
				low++;
			}

			while (values[high]! > pivot) {
				high--;
			}

			if (low <= high) {
				const moved = values[low]!;
				values[low] = values[high]!;
				values[high] = moved;
				low++;
				high--;
			}
		}

		if (place <= high) {
			last = high;
		} else if (place >= low) {
			first = low;
		} else {
			break;
		}
	}

	return values[place]!;
};
