import type {Range} from '../../source/analysis/forecast/range.ts';
import {fewestLengths, lengthsOf} from '../../source/analysis/forecast/task-forecast.ts';
import type {Attempt} from '../../source/model/attempt.ts';

/** How a range without any thought would have fared. */
export type NaiveScore = {
	readonly count: number;
	readonly held: number;
	readonly meanWidth: number;
};

/** What people do who have the same lengths and no time. Lengths are of what lasted longer than `elapsed`. */
export const naiveRanges: Readonly<Record<string, (lengths: readonly number[]) => Range>> = {
	'least to most': (lengths) => ({low: Math.min(...lengths), high: Math.max(...lengths)}),
	'mean ± 2 sd': (lengths) => {
		const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
		const squares = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0);
		const deviation = Math.sqrt(squares / (lengths.length - 1));
		return {low: Math.max(0, mean - 2 * deviation), high: mean + 2 * deviation};
	},
};

/** Asks a naive range the questions of `backtest`: of the same attempts, with the same past. */
export const naiveScore = (
	pasts: readonly (readonly Attempt[])[],
	elapsed: number,
	rangeOf: (lengths: readonly number[]) => Range,
): NaiveScore => {
	const widths: number[] = [];
	let held = 0;
	for (const attempts of pasts) {
		const ended = attempts.flatMap((attempt) => {
			const {startedAt, endedAt, durationMs, outcome} = attempt;
			const from =
				startedAt ?? (endedAt !== null && durationMs !== null ? endedAt - durationMs : null);
			return outcome !== 'running' && from !== null && endedAt !== null && endedAt >= from
				? [{attempt, from, until: endedAt}]
				: [];
		});
		ended.sort((a, b) => a.until - b.until);
		for (const {attempt, from} of ended) {
			const {durationMs, outcome} = attempt;
			const known = ended.filter(({until}) => until <= from + elapsed);
			const lengths = lengthsOf(known.map((one) => one.attempt))
				.alike(attempt)
				.map(({items}) => items.map((item) => item.durationMs!).filter((each) => each > elapsed))
				.find((each) => each.length >= fewestLengths);
			if (lengths && outcome === 'completed' && durationMs !== null && durationMs > elapsed) {
				const {low, high} = rangeOf(lengths);
				widths.push(high - Math.max(low, elapsed));
				held += durationMs >= low && durationMs <= high ? 1 : 0;
			}
		}
	}

	const meanWidth = widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length);
	return {count: widths.length, held, meanWidth};
};
