import type {Activity} from '../model/activity.ts';
import {measuredStaleMinutes} from '../model/settings.ts';
import {formatRoughly} from '../text/duration.ts';

/** How long a silence may last, and how that is known. */
export type Threshold = {
	/** From this silence on (ms) a person may like to look: `quiet`. */
	readonly quietAfterMs: number;
	/** From this silence on (ms) it is `stuck`, or `interrupted` if more than one kind is silent. */
	readonly silentAfterMs: number;
	/** Length of a usual step in ms; null: not known. */
	readonly usualMs: number | null;
	/** In words: "measured default", "learned from 58 gaps of lean-research at planning". */
	readonly basis: string;
};

const measuredBasis = 'measured default';

const minute = 60_000;

/**
What the format measured on real projects. `--stale` is the silence itself for plain runs, and stretches
all others.
*/
export const measuredThreshold = (activity: Activity, scale: number): Threshold => {
	const isAsked = scale !== 1 && activity.isPlainRun === true;
	const measured = Math.max(activity.silentAfterMs, activity.interruptedAfterMs);
	return {
		quietAfterMs: activity.silentAfterMs * scale,
		silentAfterMs: (isAsked ? measuredStaleMinutes * minute : measured) * scale,
		usualMs: activity.usualMs,
		basis: isAsked
			? 'as --stale says'
			: scale === 1
				? measuredBasis
				: `${measuredBasis} times ${Number(scale.toFixed(2))}, by --stale`,
	};
};

/** "30m: measured default", for people. */
export const thresholdText = ({silentAfterMs, basis}: Threshold): string =>
	`${formatRoughly(silentAfterMs)}: ${basis}`;
