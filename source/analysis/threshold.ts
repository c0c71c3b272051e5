import type {Activity} from '../model/activity.ts';
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

export const measuredBasis = 'measured default';

/** What the format measured on real projects, stretched by `--stale`. */
export const measuredThreshold = (activity: Activity, scale: number): Threshold => ({
	quietAfterMs: activity.silentAfterMs * scale,
	silentAfterMs: Math.max(activity.silentAfterMs, activity.interruptedAfterMs) * scale,
	usualMs: activity.usualMs,
	basis: scale === 1 ? measuredBasis : `${measuredBasis} times ${Number(scale.toFixed(2))}`,
});

/** "30m: measured default", for people. */
export const thresholdText = ({silentAfterMs, basis}: Threshold): string =>
	`${formatRoughly(silentAfterMs)}: ${basis}`;
