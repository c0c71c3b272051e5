import type {Activity, Signal} from '../model/activity.ts';
import {type EvidenceKind, kindOf} from '../model/evidence.ts';
import {type Presence, presenceUnknown} from '../model/presence.ts';
import {formatRoughly, untilRoughlyChanges} from '../text/duration.ts';
import type {FalseAlarm} from './false-alarm.ts';
import {type PresenceEvidence, presenceEvidence} from './presence-evidence.ts';
import {measuredThreshold, type Threshold} from './threshold.ts';

export const verdicts = ['active', 'quiet', 'stuck', 'interrupted', 'unknown'] as const;

/**
- `active`: signs of life are as fresh as they usually are;
- `quiet`: silent for longer than usual, which happens;
- `stuck`: silent beyond the threshold, by one kind of evidence only, or with an agent about;
- `interrupted`: over, by an explicit end or by the silence of two independent kinds;
- `unknown`: nothing with a date speaks of it.
*/
export type Verdict = (typeof verdicts)[number];

/** Whether an active task is really being worked on, with the evidence it rests on. */
export type Liveness = {
	readonly verdict: Verdict;
	/** Epoch ms of the newest sign of life, or null when there is none. */
	readonly lastSignAt: number | null;
	/** In words: "silent 18m (usually 4m)", "another session took over". */
	readonly reason: string | null;
	/** What `interrupted` rests on; null for other verdicts. */
	readonly by: 'end' | 'silence' | null;
	readonly threshold: Threshold;
	/** What was judged: what the files say, and what was witnessed. */
	readonly signals: readonly Signal[];
	/** Kinds of evidence that have been silent beyond the threshold. */
	readonly silentKinds: readonly EvidenceKind[];
	readonly presence: PresenceEvidence;
	/** The last time it was given up and moved again, or null. */
	readonly falseAlarm: FalseAlarm | null;
	/** Epoch ms at which verdict or reason will read differently if nothing happens, or null. */
	readonly changesAt: number | null;
};

/** How evidence is weighed, beside the evidence itself. */
export type Weighing = {
	/** Factor on the silences, from `--stale`. */
	readonly scale?: number;
	/** Absent: what the format measured. */
	readonly threshold?: Threshold;
	readonly presence?: Presence;
	readonly falseAlarm?: FalseAlarm | null;
};

/** Silent kinds it takes to believe that a run is over. One never does. */
export const kindsForInterrupted = 2;

/**
An agent that was seen to end explains a silence: no need to wait for the usual one. The grace lets
the next agent of a chain start, and the last write of the dead one be read.
*/
const goneStuckMs = 60_000;
export const goneInterruptedMs = 5 * 60_000;

/**
The verdict at `now`. An explicit end is enough for `interrupted`, at once; silence is only when every
sign of life has worn off, at least two independent kinds of evidence are silent beyond the threshold,
and no agent that could be at it is alive. Without any dated sign of life the answer is `unknown`.
*/
export const judge = (activity: Activity, now: number, weighing: Weighing = {}): Liveness => {
	const {scale = 1, presence: seen = presenceUnknown, falseAlarm = null} = weighing;
	const threshold = weighing.threshold ?? measuredThreshold(activity, scale);
	const signs = activity.signals.filter(isDatedSign);
	const newest = signs.length > 0 ? Math.max(...signs.map(({at}) => at)) : null;
	// A sign from the future keeps the task alive till then and its silence after; it is seen as now.
	const lastSignAt = newest === null ? null : Math.min(now, newest);
	const presence = presenceEvidence(seen, newest);
	const {signals} = activity;
	const known = {
		lastSignAt,
		threshold,
		signals,
		presence,
		falseAlarm,
		by: null,
		silentKinds: [],
	} as const;
	const end = firstEnd(activity.signals, now);
	if (end) {
		return {...known, verdict: 'interrupted', by: 'end', reason: end.says, changesAt: null};
	}

	const futureEnds = activity.signals
		.filter((signal) => signal.weight === 'end' && (signal.activeFrom ?? 0) > now)
		.map((signal) => signal.activeFrom!);
	if (newest === null || lastSignAt === null) {
		return {...known, verdict: 'unknown', reason: null, changesAt: earliest(futureEnds)};
	}

	const silences = silencesOf(activity.signals, threshold, scale);
	const times = timesOf({signs, newest, silences, threshold, presence, scale});
	const verdict = verdictAt(times, now);
	const silence = now - lastSignAt;
	return {
		...known,
		verdict,
		by: verdict === 'interrupted' ? 'silence' : null,
		reason: verdict === 'active' ? null : reasonOf(silence, threshold, presence),
		silentKinds: [
			// Where the end of the agent explains it, the short silence is one.
			...[...silences].flatMap(([kind, from]) =>
				from <= now || (presence.state === 'gone' && now >= times.interrupted) ? [kind] : [],
			),
			...(isAbsent(presence) ? (['process'] as const) : []),
		],
		changesAt: earliest([
			...futureEnds,
			...Object.values(times).filter((at) => at > now && at !== Infinity),
			...(verdict === 'active' ? [] : [now + untilRoughlyChanges(silence)]),
		]),
	};
};

type DatedSignal = Signal & {readonly at: number};

const isDatedSign = (signal: Signal): signal is DatedSignal =>
	signal.weight === 'life' && signal.at !== null;

const isAbsent = ({state}: PresenceEvidence): boolean => state === 'none' || state === 'gone';

/**
Kind -> since when it counts as silent. What proves no life (a file shared with others) proves a
silence all the same: when not even that was written.
*/
const silencesOf = (
	signals: readonly Signal[],
	{silentAfterMs}: Threshold,
	scale: number,
): ReadonlyMap<EvidenceKind, number> => {
	const silences = new Map<EvidenceKind, number>();
	for (const {signal, weight, at, lastsMs} of signals) {
		const kind = kindOf(signal);
		if (kind !== null && at !== null && weight !== 'end') {
			const from = at + Math.max(silentAfterMs, (lastsMs ?? 0) * scale);
			silences.set(kind, Math.max(from, silences.get(kind) ?? from));
		}
	}

	return silences;
};

/** When a task turns from one verdict to the next if nothing happens, in their order. */
type Times = {readonly quiet: number; readonly stuck: number; readonly interrupted: number};

const timesOf = ({
	signs,
	newest,
	silences,
	threshold,
	presence,
	scale,
}: {
	readonly signs: readonly DatedSignal[];
	readonly newest: number;
	readonly silences: ReadonlyMap<EvidenceKind, number>;
	readonly threshold: Threshold;
	readonly presence: PresenceEvidence;
	readonly scale: number;
}): Times => {
	const wornOff = Math.max(
		...signs.map(({at, lastsMs}) =>
			lastsMs === undefined ? at + threshold.quietAfterMs : at + lastsMs * scale,
		),
	);
	const silent = Math.max(wornOff, newest + threshold.silentAfterMs);
	const froms = [...silences.values(), ...(isAbsent(presence) ? [-Infinity] : [])];
	const enough = froms.toSorted((a, b) => a - b)[kindsForInterrupted - 1] ?? Infinity;
	const times = {
		quiet: wornOff,
		stuck: silent,
		interrupted: presence.state === 'alive' ? Infinity : Math.max(silent, enough),
	};
	if (presence.state !== 'gone' || silences.size === 0) {
		return times;
	}

	const over = Math.max(newest, presence.goneAt!);
	const stuck = Math.min(times.stuck, over + goneStuckMs * scale);
	return {
		quiet: Math.min(times.quiet, stuck),
		stuck,
		interrupted: Math.min(times.interrupted, over + goneInterruptedMs * scale),
	};
};

const verdictAt = ({quiet, stuck, interrupted}: Times, now: number): Verdict =>
	now >= interrupted ? 'interrupted' : now >= stuck ? 'stuck' : now >= quiet ? 'quiet' : 'active';

const reasonOf = (
	silence: number,
	{usualMs}: Threshold,
	{state, name}: PresenceEvidence,
): string => {
	const usually = usualMs === null ? '' : ` (usually ${formatRoughly(usualMs)})`;
	return `silent ${formatRoughly(silence)}${usually}${state === 'gone' ? `, ${name} has ended` : ''}`;
};

const earliest = (moments: readonly number[]): number | null =>
	moments.length > 0 ? Math.min(...moments) : null;

/** The end that held first, so that a later one does not change what is said. */
const firstEnd = (signals: readonly Signal[], now: number): Signal | undefined =>
	signals
		.filter(({weight, activeFrom = 0}) => weight === 'end' && activeFrom <= now)
		.toSorted((a, b) => (a.activeFrom ?? 0) - (b.activeFrom ?? 0))[0];
