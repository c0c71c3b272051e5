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

/** The session of a run, which tells when it began, and when its file was written. */
export type SessionClaim = {
	readonly raw: string | null;
	/** Epoch ms that the session id tells. */
	readonly at: number | null;
	readonly writtenAt: number;
};

const sessionLabel = 'session_id';

/** Whether the session among claimed times was found to be invented: its epoch is no start then. */
export const hasFlawedSession = (claimed: readonly ClaimedTime[]): boolean =>
	claimed.some(({label, flaw}) => label === sessionLabel && flaw !== null);

/**
Times as a file claims them, with what is wrong about each. A session and a time that are a year
apart cannot both be true: the one nearer to the writing of the file is believed.
*/
export const claimedTimes = (
	times: readonly LabelledTime[],
	readAt: number,
	session: SessionClaim | null = null,
): readonly ClaimedTime[] => {
	const claimed: ClaimedTime[] = [];
	let previous: number | null = null;
	let isSessionOff = false;
	for (const {label, raw} of times) {
		if (raw !== null) {
			const at: number | null = readTime(raw)?.at ?? null;
			const off = yearOff(at, session);
			isSessionOff ||= off === 'session';
			const isBefore: boolean = at !== null && previous !== null && at < previous;
			claimed.push({
				label,
				raw,
				flaw:
					flawOf(raw, readAt) ??
					(off === 'time' ? 'a year off' : isBefore ? 'end before start' : null),
			});
			previous = at ?? previous;
		}
	}

	const sessionFlaw = isSessionOff
		? 'a year off'
		: (session?.at ?? 0) > readAt + futureToleranceMs
			? 'in the future'
			: null;
	return session && session.raw !== null && sessionFlaw !== null
		? [...claimed, {label: sessionLabel, raw: session.raw, flaw: sessionFlaw}]
		: claimed;
};

const yearOff = (at: number | null, session: SessionClaim | null): 'time' | 'session' | null => {
	if (at === null || session === null || session.at === null) {
		return null;
	}

	return Math.abs(at - session.at) <= yearOffMs
		? null
		: Math.abs(at - session.writtenAt) < Math.abs(session.at - session.writtenAt)
			? 'session'
			: 'time';
};
