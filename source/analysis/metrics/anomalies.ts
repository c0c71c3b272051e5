import type {Attempt} from '../../model/attempt.ts';
import {formatDuration, formatRoughly} from '../../text/duration.ts';
import type {ByTask} from './by-task.ts';
import {robustScore, spreadOf, unusualFrom} from './robust-score.ts';

/** Something that is far from what is usual among its like. */
export type Anomaly = {
	readonly kind: 'duration' | 'gap' | 'retries';
	/** Key and id of the task it is about; a gap: the one that ended it. */
	readonly task: string;
	readonly id: string;
	/** Epoch milliseconds, or null. */
	readonly at: number | null;
	/** Robust score; beyond 3.5 either way. */
	readonly score: number;
	/** Why it is unusual, with what is usual. */
	readonly reason: string;
};

/** Among fewer values nothing is called unusual. */
const fewestPeers = 10;

/**
Lengths, pauses and retries with a robust score beyond 3.5, the furthest first. Lengths and pauses are
scored by their logarithm: they spread over powers of ten, and a plain score would call every long one
unusual and no short one.
*/
export const anomaliesOf = (
	attempts: readonly Attempt[],
	byTask: ByTask,
	retriesByTask: ReadonlyMap<string, number>,
): readonly Anomaly[] =>
	[
		...unusualDurations(attempts),
		...unusualGaps(attempts),
		...unusualRetries(byTask, retriesByTask),
	].sort((a, b) => Math.abs(b.score) - Math.abs(a.score));

/** Among completed attempts of the same format and kind of work. */
const unusualDurations = (attempts: readonly Attempt[]): readonly Anomaly[] => {
	const peers = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		if (attempt.outcome === 'completed' && (attempt.durationMs ?? 0) > 0) {
			const name = `${attempt.format}\n${attempt.kind ?? ''}`;
			const own = peers.get(name);
			if (own) {
				own.push(attempt);
			} else {
				peers.set(name, [attempt]);
			}
		}
	}

	return [...peers.values()].flatMap((own) =>
		unusual(
			own.map(({durationMs}) => Math.log(durationMs!)),
			(place, score, usual) => {
				const {task, id, endedAt, durationMs} = own[place]!;
				const reason = `took ${formatDuration(durationMs!)}, usually ${formatDuration(Math.exp(usual))}`;
				return {kind: 'duration', task, id, at: endedAt, score, reason};
			},
		),
	);
};

/** From the end of one attempt to that of the next in the same workspace; only long ones are told. */
const unusualGaps = (attempts: readonly Attempt[]): readonly Anomaly[] =>
	[...Map.groupBy(attempts, ({workspace}) => workspace).values()].flatMap((own) => {
		const ended = inOrderOfEnds(own);
		const gaps: number[] = [];
		const after: Attempt[] = [];
		for (let index = 1; index < ended.length; index++) {
			const gap = ended[index]!.endedAt! - ended[index - 1]!.endedAt!;
			if (gap > 0) {
				gaps.push(Math.log(gap));
				after.push(ended[index]!);
			}
		}

		return unusual(gaps, (place, score, usual) => {
			const {task, id, endedAt} = after[place]!;
			const reason = `nothing ended for ${formatRoughly(Math.exp(gaps[place]!))} before it, usually ${formatRoughly(Math.exp(usual))}`;
			return score > 0 ? {kind: 'gap', task, id, at: endedAt, score, reason} : null;
		});
	});

/** Most records are in order already, and a hundred thousand take long to sort. */
const inOrderOfEnds = (attempts: readonly Attempt[]): readonly Attempt[] => {
	const ended = attempts.filter(({endedAt}) => endedAt !== null);
	return ended.every((one, index) => index === 0 || ended[index - 1]!.endedAt! <= one.endedAt!)
		? ended
		: ended.sort((a, b) => a.endedAt! - b.endedAt!);
};

const unusualRetries = (
	byTask: ByTask,
	retriesByTask: ReadonlyMap<string, number>,
): readonly Anomaly[] => {
	const latest = [...byTask.values()].map((own) => own.at(-1)!);
	const counts = latest.map(({task}) => retriesByTask.get(task) ?? 0);
	return unusual(counts, (place, score, usual) => {
		const {task, id, endedAt} = latest[place]!;
		const retries = counts[place]!;
		const reason = `${retries} retries, usually ${Math.round(usual)}`;
		// One retry is no event, however rare, and few are none.
		return score > 0 && retries > 1
			? {kind: 'retries', task, id, at: endedAt, score, reason}
			: null;
	});
};

const unusual = (
	values: readonly number[],
	tell: (place: number, score: number, usual: number) => Anomaly | null,
): readonly Anomaly[] => {
	const spread = values.length < fewestPeers ? null : spreadOf(values);
	if (spread === null) {
		return [];
	}

	const found: Anomaly[] = [];
	for (let place = 0; place < values.length; place++) {
		const score = robustScore(values[place]!, spread);
		const anomaly = Math.abs(score) > unusualFrom ? tell(place, score, spread.median) : null;
		if (anomaly) {
			found.push(anomaly);
		}
	}

	return found;
};
