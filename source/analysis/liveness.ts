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
	const end = activity.signals.find(
		(signal) => signal.weight === 'end' && (signal.activeFrom ?? 0) <= now,
	);
	const signs = activity.signals.filter(isDatedSign);
	const lastSignAt = signs.length > 0 ? Math.min(now, Math.max(...signs.map(({at}) => at))) : null;
	if (end) {
		return {verdict: 'interrupted', lastSignAt, reason: end.says, changesAt: null};
	}

	const futureEnds = activity.signals
		.filter((signal) => signal.weight === 'end' && (signal.activeFrom ?? 0) > now)
		.map((signal) => signal.activeFrom!);
	if (lastSignAt === null) {
		return {
			verdict: 'unknown',
			lastSignAt,
			reason: null,
			changesAt: futureEnds.length > 0 ? Math.min(...futureEnds) : null,
		};
	}

	const silentAt = wearsOff(signs, activity.silentAfterMs, scale, now);
	const interruptedAt = Math.max(silentAt, lastSignAt + activity.interruptedAfterMs * scale);
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

/** When the last of the signs of life has worn off. Signs from the future count as now. */
const wearsOff = (
	signs: readonly DatedSign[],
	silentAfterMs: number,
	scale: number,
	now: number,
): number =>
	Math.max(...signs.map(({at, lastsMs}) => Math.min(at, now) + (lastsMs ?? silentAfterMs) * scale));
