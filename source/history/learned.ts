import {type Gaps, mostGaps} from '../analysis/gaps.ts';
import type {FalseAlarm} from '../analysis/false-alarm.ts';
import type {LearnedBefore, Witness} from '../analysis/witness.ts';

/** As plain data, for `History.remember` under the name `silences`. */
export const writtenLearned = (
	witness: Pick<Witness, 'book' | 'lastFalseAlarm' | 'falseAlarmCount'>,
): unknown => ({
	gaps: [...witness.book()],
	lastFalseAlarm: witness.lastFalseAlarm(),
	falseAlarms: witness.falseAlarmCount(),
});

/** What `Queries.recall` gave, for `createWitness`: what is not as it should be is as good as not learned. */
export const readLearned = (value: unknown): LearnedBefore => {
	const {gaps, lastFalseAlarm, falseAlarms} = (
		typeof value === 'object' && value !== null ? value : {}
	) as Partial<Record<keyof LearnedBefore, unknown>>;
	const entries = (Array.isArray(gaps) ? (gaps as unknown[]) : []).filter(isEntry);
	return {
		gaps: new Map(
			entries.map(([kind, {lengths, ...rest}]) => [
				kind,
				{...rest, lengths: lengths.slice(-mostGaps)},
			]),
		),
		lastFalseAlarm: isAlarm(lastFalseAlarm) ? lastFalseAlarm : null,
		falseAlarms: isCount(falseAlarms) ? falseAlarms : 0,
	};
};

const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isEntry = (value: unknown): value is [string, Gaps] => {
	if (!Array.isArray(value) || typeof value[0] !== 'string') {
		return false;
	}

	const gaps = value[1] as Partial<Gaps> | null;
	return (
		Array.isArray(gaps?.lengths) &&
		gaps.lengths.every(isCount) &&
		[gaps.seen, gaps.falseAlarms, gaps.longestFalseMs].every(isCount)
	);
};

const isAlarm = (value: unknown): value is FalseAlarm => {
	const alarm = value as Partial<FalseAlarm> | null;
	return (
		typeof alarm === 'object' &&
		isCount(alarm?.at) &&
		isCount(alarm.silenceMs) &&
		typeof alarm.task === 'string' &&
		typeof alarm.id === 'string' &&
		(alarm.verdict === 'stuck' || alarm.verdict === 'interrupted')
	);
};
