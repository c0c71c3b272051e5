import {type Cuts, type Range, usualCuts} from './range.ts';
import type {SettledForecast} from './record.ts';

/** How far one truth moves the ends of the next ranges, as a share. */
const pace = 0.01;

/** However it went: the wider range stays around the narrower one, and both around the middle. */
const limits: Readonly<Record<keyof Cuts, {readonly low: Range; readonly high: Range}>> = {
	half: {low: {low: 0.05, high: 0.35}, high: {low: 0.2, high: 0.45}},
	nineTenths: {low: {low: 0.001, high: 0.05}, high: {low: 0.002, high: 0.2}},
};

/**
What ranges have to leave out so that they hold as often as they promise, learned from those that were made:
a truth beyond an end moves that end outwards, every other a little inwards, so that in the long run as many
lie beyond as should, whatever becomes of the work (adaptive conformal inference: Gibbs and Candès, 2021,
here for each end by itself).

@param settled in the order in which the truths became known.
*/
export const cutsAfter = (settled: readonly SettledForecast[]): Cuts => {
	let cuts = usualCuts;
	for (const {left, took} of settled) {
		if (left !== null && took !== null) {
			cuts = {
				half: moved('half', cuts, left.half, took),
				nineTenths: moved('nineTenths', cuts, left.nineTenths, took),
			};
		}
	}

	return cuts;
};

const moved = (which: keyof Cuts, cuts: Cuts, {low, high}: Range, took: number): Range => {
	const end = (side: 'low' | 'high', isBeyond: boolean): number => {
		const next = cuts[which][side] + pace * (usualCuts[which][side] - (isBeyond ? 1 : 0));
		const {low: least, high: most} = limits[which][side];
		return Math.min(most, Math.max(least, next));
	};
	return {low: end('low', took < low), high: end('high', took > high)};
};
