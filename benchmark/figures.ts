/** The value below which a share of the samples lies (0 to 1), by the nearest rank. */
export const quantile = (samples: readonly number[], share: number): number => {
	const sorted = samples.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const inMilliseconds = (value: number): string =>
	value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;

/** "p50 12 ms  p95 30 ms". */
export const inQuantiles = (
	samples: readonly number[],
	shares: readonly number[] = [0.5, 0.95],
): string =>
	shares
		.map((share) => `p${Math.round(share * 100)} ${inMilliseconds(quantile(samples, share))}`)
		.join('  ');

export const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const inTimes = (ratio: number): string => `${ratio.toFixed(2)} ×`;

export const inCount = (value: number): string => value.toLocaleString('en-US');
