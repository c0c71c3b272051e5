import type {Activity, Signal} from '../model/activity.ts';
import {formatRoughly, untilRoughlyChanges} from '../text/duration.ts';

/** Whether an active task is really being worked on, with the evidence it rests on. */
export type Liveness = {
	readonly verdict: 'active' | 'silent' | 'interrupted' | 'unknown';
	/** Epoch ms of the newest sign of life, or null when there is none. */
	readonly lastSignAt: number | null;
	/** In words: "silent 18m (usually 4m)", "another session took over". */
	readonly reason: string | null;
	/** Epoch ms at which verdict or reason will read differently if nothing happens, or null. */
	readonly changesAt: number | null;
};

/**
The verdict at `now`. An explicit end is enough for `interrupted`; silence is only after every sign
of life has worn off. Without any dated evidence the answer is `unknown`.

@param scale factor on the silences, from `--stale`.
*/
export const judge = (activity: Activity, now: number, scale = 1): Liveness => {
	const end = firstEnd(activity.signals, now);
	const signs = activity.signals.filter(isDatedSign);
	const newest = signs.length > 0 ? Math.max(...signs.map(({at}) => at)) : null;
	// A sign from the future keeps the task alive till then and its silence after; it is seen as now.
	const lastSignAt = newest === null ? null : Math.min(now, newest);
	if (end) {
		return {verdict: 'interrupted', lastSignAt, reason: end.says, changesAt: null};
	}

	const futureEnds = activity.signals
		.filter((signal) => signal.weight === 'end' && (signal.activeFrom ?? 0) > now)
		.map((signal) => signal.activeFrom!);
	if (newest === null || lastSignAt === null) {
		return {
			verdict: 'unknown',
			lastSignAt,
			reason: null,
			changesAt: futureEnds.length > 0 ? Math.min(...futureEnds) : null,
		};
	}

	const silentAt = wearsOff(signs, activity.silentAfterMs, scale);
	const interruptedAt = Math.max(silentAt, newest + activity.interruptedAfterMs * scale);
	const verdict = now < silentAt ? 'active' : now < interruptedAt ? 'silent' : 'interrupted';
	const silence = now - lastSignAt;
	const upcoming = [
		...futureEnds,
		...(verdict === 'active' ? [silentAt] : [now + untilRoughlyChanges(silence)]),
		...(verdict === 'silent' ? [interruptedAt] : []),
	];
	const usually = activity.usualMs === null ? '' : ` (usually ${formatRoughly(activity.usualMs)})`;
	return {
		verdict,
		lastSignAt,
		reason: verdict === 'active' ? null : `silent ${formatRoughly(silence)}${usually}`,
		changesAt: Math.min(...upcoming),
	};
};

type DatedSign = Signal & {readonly at: number};

const isDatedSign = (signal: Signal): signal is DatedSign =>
	signal.weight === 'life' && signal.at !== null;

/** When the last of the signs of life has worn off. */
const wearsOff = (signs: readonly DatedSign[], silentAfterMs: number, scale: number): number =>
	Math.max(...signs.map(({at, lastsMs}) => at + (lastsMs ?? silentAfterMs) * scale));

/** The end that held first, so that a later one does not change what is said. */
const firstEnd = (signals: readonly Signal[], now: number): Signal | undefined =>
	signals
		.filter(({weight, activeFrom = 0}) => weight === 'end' && activeFrom <= now)
		.toSorted((a, b) => (a.activeFrom ?? 0) - (b.activeFrom ?? 0))[0];
