import type {Task} from '../model/task.ts';
import type {Activity} from '../model/activity.ts';
import {formatRoughly} from '../text/duration.ts';
import {measuredThreshold, type Threshold} from './threshold.ts';

/**
What was learned about silences of one kind of work: lengths of time between consecutive signs of life
of runs that went on afterwards. Plain data, so that it can be kept.
*/
export type Gaps = {
	/** In ms, as they came; only the latest `mostGaps`. */
	readonly lengths: readonly number[];
	/** How many there have ever been. */
	readonly seen: number;
	/** Runs given up for silent that moved again. */
	readonly falseAlarms: number;
	/** The longest silence (ms) after which a run was given up and yet moved again. */
	readonly longestFalseMs: number;
};

export const noGaps: Gaps = {lengths: [], seen: 0, falseAlarms: 0, longestFalseMs: 0};

/** Kind of work -> what was learned about it. */
export type GapBook = ReadonlyMap<string, Gaps>;

/** Older ones are forgotten: models and tasks change. */
export const mostGaps = 500;

/** With fewer gaps a high percentile is one accident. */
export const fewestGaps = 8;

/** With fewer gaps the threshold only ever gets longer: their p95 is simply the longest of them. */
const fewestToShorten = 20;

/** The measured default weighs as much as this many gaps. */
const weightOfDefault = 20;

/** The share of gaps that are shorter than what is called usual. */
const percentile = 0.95;

/** How much longer than that a silence must be to be called one. */
const beyond = 2;

/** What was learned moves a measured default by this factor at most: one night is no habit. */
const mostStretch = 3;

/** Whatever was learned: nobody is called silent sooner than this. */
const least = 5 * 60_000;

/** A silence has to exceed one that was a false alarm by this factor. */
const falseAlarmMargin = 1.25;

/**
The kinds of work a task belongs to, the narrower first: format, agent and stage; format and agent. The
format alone is none: short steps would speak for long ones. Nor do counters in the name of a stage make one.
*/
export const kindsOfWork = ({format, agent, stage, rawStatus}: Task): readonly string[] => {
	const name = (stage?.name ?? rawStatus ?? '').toLowerCase().replaceAll(/\d+/g, '#');
	return [...new Set([[format, agent ?? '', name].join('\n'), [format, agent ?? ''].join('\n')])];
};

/** What was learned for a task: of the narrowest kind that enough is known about. */
export const gapsFor = (
	book: GapBook,
	task: Task,
): {readonly gaps: Gaps; readonly kind: string} | null => {
	const known = kindsOfWork(task).flatMap((kind) => {
		const gaps = book.get(kind);
		return gaps ? [{gaps, kind}] : [];
	});
	return known.find(({gaps}) => gaps.lengths.length >= fewestGaps) ?? known[0] ?? null;
};

export const withGap = (gaps: Gaps, length: number): Gaps => ({
	...gaps,
	lengths: [...gaps.lengths, length].slice(-mostGaps),
	seen: gaps.seen + 1,
});

export const withFalseAlarm = (gaps: Gaps, silence: number): Gaps => ({
	...gaps,
	falseAlarms: gaps.falseAlarms + 1,
	longestFalseMs: Math.max(gaps.longestFalseMs, silence),
});

/** What was learned at one time, and at a later one. */
export const joinedGaps = (before: Gaps, after: Gaps): Gaps => ({
	lengths: [...before.lengths, ...after.lengths].slice(-mostGaps),
	seen: before.seen + after.seen,
	falseAlarms: before.falseAlarms + after.falseAlarms,
	longestFalseMs: Math.max(before.longestFalseMs, after.longestFalseMs),
});

/** How many silences a book was made from: each is in it once for every kind of its work. */
export const silencesIn = (book: GapBook): number => {
	let silences = 0;
	for (const [kind, {seen}] of book) {
		silences += kind.split('\n').length === 3 ? seen : 0;
	}

	return silences;
};

/**
Whether so much more is known that thresholds should follow: each new gap would change the rows of all
tasks of its kind, by nothing one can see.
*/
export const isWorthTelling = (told: Gaps | undefined, known: Gaps): boolean =>
	known.falseAlarms !== (told?.falseAlarms ?? 0) ||
	(known.seen >= fewestGaps && known.seen >= (told?.seen ?? 0) * 1.1);

/**
The threshold for a kind of work, or undefined while nothing has been learned. The measured default is
an opinion worth `weightOfDefault` gaps; both are averaged as logarithms, because silences spread over
orders of magnitude. A false alarm moves the threshold towards the silence that was mistaken: one doubles
the measured default at most, so that one night is not taken for a habit. All of this is for those who did
not say `--stale`.
*/
export const learnedThreshold = (
	activity: Activity,
	{gaps, kind}: {readonly gaps: Gaps; readonly kind: string},
): Threshold | undefined => {
	const measured = measuredThreshold(activity, 1);
	const {lengths, falseAlarms, longestFalseMs} = gaps;
	const isEnough = lengths.length >= fewestGaps;
	if (!isEnough && falseAlarms === 0) {
		return undefined;
	}

	const high = isEnough ? percentileOf(lengths, percentile) : 0;
	const towards = (value: number, fallback: number): number => {
		if (!isEnough) {
			return fallback;
		}

		const learned = Math.min(
			fallback * mostStretch,
			Math.max(fallback / mostStretch, least, shrunk(value, fallback, lengths.length)),
		);
		return lengths.length < fewestToShorten ? Math.max(learned, fallback) : learned;
	};
	const widened = Math.min(
		falseAlarmMargin * longestFalseMs,
		measured.silentAfterMs * 2 ** falseAlarms,
	);
	const silentAfterMs = Math.max(
		towards(beyond * high, measured.silentAfterMs),
		falseAlarms === 0 ? 0 : widened,
	);
	return {
		silentAfterMs,
		quietAfterMs: Math.min(silentAfterMs, towards(high, measured.quietAfterMs)),
		usualMs: isEnough ? percentileOf(lengths, 0.5) : measured.usualMs,
		basis: basisOf(gaps, kind, isEnough ? high : null, measured.basis),
	};
};

const shrunk = (value: number, fallback: number, count: number): number =>
	Math.exp(
		(count * Math.log(Math.max(1, value)) + weightOfDefault * Math.log(Math.max(1, fallback))) /
			(count + weightOfDefault),
	);

/** Nearest rank: a length that was really seen. */
export const percentileOf = (lengths: readonly number[], share: number): number => {
	const sorted = lengths.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};

const basisOf = (
	{lengths, falseAlarms}: Gaps,
	kind: string,
	high: number | null,
	measured: string,
): string => {
	const [format, agent, stage] = kind.split('\n');
	const who = `${agent || format}${stage ? ` at ${stage}` : ''}`;
	const learned =
		high === null
			? measured
			: `learned from ${lengths.length} gaps of ${who}, p95 ${formatRoughly(high)}`;
	return falseAlarms === 0
		? learned
		: `${learned}, widened by ${falseAlarms} ${falseAlarms === 1 ? 'false alarm' : 'false alarms'}`;
};
