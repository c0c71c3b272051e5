const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for a share from 0 to 1, to an eighth of a column; what is more than nothing shows. */
export const bar = (share: number, width: number): string => {
	const parts = Math.min(width * 8, Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8)));
	return '█'.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!;
};

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
A line of columns, one for each value; the highest stands for the most, or for `most`. Values that are not
known leave a gap.
*/
export const sparkline = (values: readonly (number | null)[], most?: number): string => {
	const top = most ?? values.reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
	return values
		.map((value) =>
			value === null
				? ' '
				: heights[
						top <= 0 || value <= 0 ? 0 : Math.min(7, Math.max(1, Math.ceil((value / top) * 8) - 1))
					],
		)
		.join('');
};

/** As many sums of neighbours as fit, none of them cut off at the end; the oldest go first. */
export const summedTo = (values: readonly number[], width: number): readonly number[] => {
	const each = Math.ceil(values.length / Math.max(1, width));
	const start = values.length % each;
	const sums = start === 0 ? [] : [sumOf(values.slice(0, start))];
	for (let index = start; index < values.length; index += each) {
		sums.push(sumOf(values.slice(index, index + each)));
	}

	return sums;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
