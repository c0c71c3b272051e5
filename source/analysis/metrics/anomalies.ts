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
const unusualDurations = (attempts: readonly Attempt[]): readonly Anomaly[] =>
	[
		...Map.groupBy(
			attempts.filter(({outcome, durationMs}) => outcome === 'completed' && (durationMs ?? 0) > 0),
			({format, kind}) => `${format}\n${kind ?? ''}`,
		).values(),
	].flatMap((peers) =>
		unusual(
			peers.map((attempt) => ({attempt, value: Math.log(attempt.durationMs!)})),
			({attempt, score, usual}) => {
				const {task, id, endedAt, durationMs} = attempt;
				return {
					kind: 'duration' as const,
					task,
					id,
					at: endedAt,
					score,
					reason: `took ${formatDuration(durationMs!)}, usually ${formatDuration(Math.exp(usual))}`,
				};
			},
		),
	);

/** From the end of one attempt to that of the next in the same workspace; only long ones are told. */
const unusualGaps = (attempts: readonly Attempt[]): readonly Anomaly[] =>
	[...Map.groupBy(attempts, ({workspace}) => workspace).values()].flatMap((own) => {
		const ended = own
			.filter((attempt) => attempt.endedAt !== null)
			.sort((a, b) => a.endedAt! - b.endedAt!);
		const gaps = ended.flatMap((attempt, index) => {
			const gap = index === 0 ? 0 : attempt.endedAt! - ended[index - 1]!.endedAt!;
			return gap > 0 ? [{attempt, value: Math.log(gap)}] : [];
		});
		return unusual(gaps, ({attempt, value, score, usual}) => ({
			kind: 'gap' as const,
			task: attempt.task,
			id: attempt.id,
			at: attempt.endedAt,
			score,
			reason: `nothing ended for ${formatRoughly(Math.exp(value))} before it, usually ${formatRoughly(Math.exp(usual))}`,
		})).filter(({score}) => score > 0);
	});

const unusualRetries = (
	byTask: ByTask,
	retriesByTask: ReadonlyMap<string, number>,
): readonly Anomaly[] => {
	const counts = [...byTask].map(([task, own]) => ({
		attempt: own.at(-1)!,
		value: retriesByTask.get(task) ?? 0,
	}));
	// One retry is no event, however rare, and none is none.
	const isEvent = ({value}: Valued): boolean => value > 1;
	return unusual(
		counts,
		({attempt: {task, id, endedAt}, value, score, usual}) => ({
			kind: 'retries' as const,
			task,
			id,
			at: endedAt,
			score,
			reason: `${value} retries, usually ${Math.round(usual)}`,
		}),
		isEvent,
	).filter(({score}) => score > 0);
};

type Valued = {readonly attempt: Attempt; readonly value: number};

const unusual = (
	values: readonly Valued[],
	tell: (found: Valued & {readonly score: number; readonly usual: number}) => Anomaly,
	isEvent: (value: Valued) => boolean = () => true,
): readonly Anomaly[] => {
	const spread = values.length < fewestPeers ? null : spreadOf(values.map(({value}) => value));
	return spread === null
		? []
		: values.flatMap((one) => {
				const score = robustScore(one.value, spread);
				return Math.abs(score) > unusualFrom && isEvent(one)
					? [tell({...one, score, usual: spread.median})]
					: [];
			});
};
