import {type Range, type Ranges, usualCuts} from './range.ts';
import type {SettledForecast} from './record.ts';

/** How forecasts fared. Ranges count where it was seen how long it took, probabilities where it ended. */
export type Score = {
	readonly ranges: RangeScore | null;
	readonly probabilities: ProbabilityScore | null;
};

export type RangeScore = {
	readonly count: number;
	/** How many of the ranges of half, and of nine tenths, held the truth. */
	readonly heldHalf: number;
	readonly heldNineTenths: number;
	/** Mean width of the ranges of nine tenths, in milliseconds. */
	readonly meanWidth: number;
	/** Mean pinball loss of the five quantiles, in milliseconds: less is better. */
	readonly pinball: number;
};

type ProbabilityScore = {
	readonly count: number;
	/** Mean squared distance of what was said from what came (Brier, 1950): 0 is perfect. */
	readonly brier: number;
	/** The same for who always says the share that really succeeded: worse than this is no knowledge. */
	readonly reference: number;
};

export const scoreOf = (settled: readonly SettledForecast[]): Score => {
	const timed = settled.flatMap(({left, took}) =>
		left !== null && took !== null ? [{left, took}] : [],
	);
	const judged = settled.flatMap(({probability, isSuccess}) =>
		probability !== null && isSuccess !== null ? [{probability, truth: isSuccess ? 1 : 0}] : [],
	);
	const share = mean(judged.map(({truth}) => truth));
	return {
		ranges:
			timed.length === 0
				? null
				: {
						count: timed.length,
						heldHalf: timed.filter(({left, took}) => holds(left.half, took)).length,
						heldNineTenths: timed.filter(({left, took}) => holds(left.nineTenths, took)).length,
						meanWidth: mean(timed.map(({left: {nineTenths}}) => nineTenths.high - nineTenths.low)),
						pinball: mean(timed.map(({left, took}) => pinballOf(left, took))),
					},
		probabilities:
			judged.length === 0
				? null
				: {
						count: judged.length,
						brier: mean(judged.map(({probability, truth}) => (probability - truth) ** 2)),
						reference: share * (1 - share),
					},
	};
};

/** "90 % ranges held 87 % of 124 times". */
export const scoreSentence = ({count, heldNineTenths}: RangeScore): string =>
	`90 % ranges held ${Math.round((100 * heldNineTenths) / count)} % of ${count} ${count === 1 ? 'time' : 'times'}`;

const holds = ({low, high}: Range, value: number): boolean => value >= low && value <= high;

/**
The mean pinball loss of the quantiles that ranges consist of (Koenker and Bassett, 1978): what lies on the
wrong side of a quantile costs as much as that was said to be unlikely.
*/
export const pinballOf = ({middle, half, nineTenths}: Ranges, truth: number): number => {
	const quantiles = [
		[usualCuts.nineTenths.low, nineTenths.low],
		[usualCuts.half.low, half.low],
		[0.5, middle],
		[1 - usualCuts.half.high, half.high],
		[1 - usualCuts.nineTenths.high, nineTenths.high],
	] as const;
	return mean(
		quantiles.map(([share, value]) =>
			truth >= value ? share * (truth - value) : (1 - share) * (value - truth),
		),
	);
};

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
