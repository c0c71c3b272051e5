import type {ClaimedTime} from '../../model/task.ts';
import {readTime} from '../../model/time.ts';

const minute = 60_000;

/** A clock may run this far ahead of ours before a time counts as invented. */
const futureToleranceMs = 5 * minute;

const yearOffMs = 300 * 24 * 60 * minute;

/**
What shows a written time to be invented, or null. Agents write most times by heart: midnight, whole
minutes, hours ahead of the clock.
*/
export const flawOf = (raw: string, readAt: number): string | null => {
	const time = readTime(raw);
	if (!time) {
		return 'not a time';
	}

	if (time.isMidnight) {
		return 'midnight';
	}

	return time.at > readAt + futureToleranceMs ? 'in the future' : null;
};

/** Epoch ms of a time without a visible flaw, or null. */
export const credibleTime = (raw: string | null, readAt: number): number | null =>
	raw === null || flawOf(raw, readAt) !== null ? null : readTime(raw)!.at;

export type LabelledTime = {
	readonly label: string;
	readonly raw: string | null;
};

/**
Times as a file claims them, with what is wrong about each.

@param startedBySession the moment that the session id tells, to find times that are a year off.
*/
export const claimedTimes = (
	times: readonly LabelledTime[],
	readAt: number,
	startedBySession: number | null = null,
): readonly ClaimedTime[] => {
	const claimed: ClaimedTime[] = [];
	let previous: number | null = null;
	for (const {label, raw} of times) {
		if (raw !== null) {
			const at: number | null = readTime(raw)?.at ?? null;
			const isYearOff =
				at !== null && startedBySession !== null && Math.abs(at - startedBySession) > yearOffMs;
			const isBefore: boolean = at !== null && previous !== null && at < previous;
			claimed.push({
				label,
				raw,
				flaw:
					flawOf(raw, readAt) ?? (isYearOff ? 'a year off' : isBefore ? 'end before start' : null),
			});
			previous = at ?? previous;
		}
	}

	return claimed;
};
