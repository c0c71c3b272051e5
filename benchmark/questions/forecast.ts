import path from 'node:path';
import {backtest} from '../../source/analysis/forecast/backtest.ts';
import {type RangeScore, scoreOf} from '../../source/analysis/forecast/score.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import {type Past, readPasts} from '../forecast/histories.ts';
import {naiveRanges, naiveScore} from '../forecast/naive.ts';
import type {Question, Row} from '../question.ts';

const minute = 60_000;

/** Asked at the start of an attempt, and while it runs. */
const moments = [0, 5, 15, 30].map((minutes) => minutes * minute);

/** Fewer truths than this say nothing about a share. */
const fewest = 40;

/** Walks forward through real histories: every forecast is made from nothing but what had ended by then. */
export const forecast: Question = {
	name: 'forecast',
	question: 'Forecasts against what came, in real histories',
	async run({replays}) {
		const pasts = await readPasts(path.dirname(path.resolve(replays)));
		const attempts = pasts.map((past) => past.attempts);
		return pasts.length === 0
			? [note('skipped', `no histories beside ${replays}; give a folder with --replays=DIR`)]
			: [
					...moments.flatMap((elapsed) => momentRows(attempts, elapsed)),
					...pasts.flatMap((past) => pastRows(past)),
					successRow(attempts),
				];
	},
};

const momentRows = (pasts: readonly (readonly Attempt[])[], elapsed: number): readonly Row[] => {
	const naive = Object.entries(naiveRanges).map(([name, rangeOf]) => {
		const {count, held, meanWidth} = naiveScore(pasts, elapsed, rangeOf);
		return {count, text: `${name}: ${share(held, count)}, ${inMinutes(meanWidth)}`, meanWidth};
	});
	return [true, false].flatMap((isCalibrated) => {
		const {ranges} = scoreOf(
			pasts.flatMap((attempts) => backtest(attempts, {elapsed, isCalibrated})),
		);
		return ranges
			? [
					{
						what: `${elapsed === 0 ? 'at the start' : `after ${elapsed / minute} minutes`}${isCalibrated ? '' : ', not adapting'}`,
						measured: scoreText(ranges),
						floor: naive.map(({text}) => text).join('; '),
						budget: isCalibrated ? '90 % hold 85 to 95 %, narrower than least to most' : null,
						isKept: isCalibrated ? isNear(ranges) && ranges.meanWidth < naive[0]!.meanWidth : null,
						runs: ranges.count,
					},
				]
			: [];
	});
};

const pastRows = ({name, attempts}: Past): readonly Row[] => {
	const {ranges} = scoreOf(backtest(attempts));
	return ranges && ranges.count >= fewest
		? [{...note(name, scoreText(ranges)), runs: ranges.count}]
		: [];
};

const successRow = (pasts: readonly (readonly Attempt[])[]): Row => {
	const {probabilities} = scoreOf(
		pasts.flatMap((attempts) => backtest(attempts, {isCalibrated: false})),
	);
	return {
		what: 'probability of success',
		measured: `Brier ${probabilities?.brier.toFixed(3) ?? 'none'}`,
		floor: `always the share that came: ${probabilities?.reference.toFixed(3) ?? 'none'}`,
		budget: 'less',
		isKept: probabilities ? probabilities.brier < probabilities.reference : null,
		runs: probabilities?.count ?? 0,
	};
};

const isNear = ({count, heldNineTenths}: RangeScore): boolean =>
	Math.abs(heldNineTenths / count - 0.9) <= 0.05;

const scoreText = ({count, heldHalf, heldNineTenths, meanWidth, pinball}: RangeScore): string =>
	`90 %: ${share(heldNineTenths, count)}, ${inMinutes(meanWidth)}; 50 %: ${share(heldHalf, count)}; pinball ${(pinball / minute).toFixed(1)}m`;

const share = (held: number, count: number): string => `${((100 * held) / count).toFixed(1)} %`;

const inMinutes = (length: number): string => `${Math.round(length / minute)}m wide`;

const note = (what: string, measured: string): Row => ({
	what,
	measured,
	floor: null,
	budget: null,
	isKept: null,
	runs: 0,
});
