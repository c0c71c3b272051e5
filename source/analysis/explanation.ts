import type {Signal} from '../model/activity.ts';
import {evidenceKinds, type EvidenceKind, kindOf} from '../model/evidence.ts';
import {formatRoughly} from '../text/duration.ts';
import {goneInterruptedMs, kindsForInterrupted, type Liveness} from './liveness.ts';
import type {Row} from './rows.ts';
import {thresholdText} from './threshold.ts';

/** One piece of evidence, as it is shown: on the screen, in the details and in the JSON. */
export type EvidenceLine = {
	readonly signal: string;
	readonly weight: Signal['weight'];
	/** Epoch ms, or null when it has no time. */
	readonly at: number | null;
	readonly says: string;
	readonly kind: EvidenceKind | null;
	/** Its kind has been silent beyond the threshold. */
	readonly isSilent: boolean;
};

/** Everything a verdict rests on: ends first, then signs of life, the newest first, then the rest. */
export const evidenceLines = ({liveness}: Row): readonly EvidenceLine[] => {
	if (!liveness) {
		return [];
	}

	const {presence, silentKinds, signals} = liveness;
	const lines = signals.map(({signal, weight, at, says}): EvidenceLine => {
		const kind = kindOf(signal);
		return {
			signal,
			weight,
			at,
			says,
			kind,
			isSilent: kind !== null && silentKinds.includes(kind),
		};
	});
	const order = {end: 0, life: 1, note: 2} as const;
	return [
		...lines.toSorted(
			(a, b) => order[a.weight] - order[b.weight] || (b.at ?? -Infinity) - (a.at ?? -Infinity),
		),
		{
			signal: 'agent-process',
			// It says something about the folder, and so proves no life of this one task.
			weight: 'note',
			at: presence.goneAt,
			says: presence.says,
			kind: presence.state === 'unknown' ? null : 'process',
			isSilent: silentKinds.includes('process'),
		},
	];
};

/** The silence that counts, and how it is known. */
export const thresholdLine = ({threshold}: Liveness): string =>
	`silent from ${thresholdText(threshold)}`;

/** What would change the verdict, in sentences. */
export const outlook = ({liveness}: Row, now: number): readonly string[] => {
	if (!liveness) {
		return [];
	}

	const {verdict, by, threshold, lastSignAt, silentKinds, presence} = liveness;
	const back = 'any new sign of life takes it back';
	if (verdict === 'interrupted') {
		return by === 'end'
			? ['an explicit end is enough; only a newer sign of life takes it back']
			: [
					`silent: ${silentKinds.map((kind) => evidenceKinds[kind]).join(', ')}; ${kindsForInterrupted} kinds are enough`,
					back,
				];
	}

	if (verdict === 'unknown') {
		return ['nothing with a credible date speaks of it; the first sign of life decides'];
	}

	if (verdict === 'stuck' && presence.state === 'gone') {
		return [
			`the end of its agent explains the silence: ${formatRoughly(goneInterruptedMs)} of it, stretched by --stale, are enough`,
			back,
		];
	}

	if (verdict === 'stuck') {
		return [
			presence.state === 'alive'
				? 'not called interrupted while an agent that may be at it is alive'
				: `only ${silentKinds.length === 0 ? 'one kind of evidence' : silentKinds.map((kind) => evidenceKinds[kind]).join(', ')} is silent; interrupted takes ${kindsForInterrupted} kinds, or an explicit end`,
			back,
		];
	}

	const left = (lastSignAt ?? now) + threshold.silentAfterMs - now;
	return [
		`${verdict === 'quiet' ? 'quiet happens; ' : ''}stuck or interrupted in ${formatRoughly(Math.max(0, left))} at the earliest by silence, at once by an explicit end`,
	];
};
