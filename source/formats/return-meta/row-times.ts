import type {Moment, Task} from '../../model/task.ts';
import {readTime} from '../../model/time.ts';
import {fileTime, newestOf} from './file-times.ts';
import type {Findings} from './findings.ts';
import {isSameSession, sessionTime} from './sessions.ts';
import {readStateWord} from './status.ts';
import {claimedTimes, credibleTime, hasFlawedSession} from './trust.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A `started_at` this close before its file was written may be true. */
const confirmedMs = 15 * minute;

type Times = Pick<
	Task,
	'startedAt' | 'updatedAt' | 'completedAt' | 'durationMs' | 'durationSource' | 'claimedTimes'
>;

/** All times of a row, each from the first source that can be believed. */
export const timesOf = (findings: Findings): Times => {
	const duration = durationOf(findings);
	return {
		startedAt: startOf(findings),
		updatedAt: updateOf(findings),
		completedAt: completionOf(findings),
		durationMs: duration?.ms ?? null,
		durationSource: duration?.source ?? null,
		claimedTimes: claimsOf(findings),
	};
};

const startOf = (findings: Findings): Moment | null => {
	const {evidence, files, current, session, updatedAt, verdict} = findings;
	const acquiredAt = files.lock?.value.acquiredAt ?? null;
	if (acquiredAt !== null) {
		return {at: acquiredAt, source: 'lock acquired_at'};
	}

	const word = readStateWord(evidence.entry?.word ?? null);
	if (word.step === 0 && current.run === null) {
		// Nobody has begun: the session is the one that wrote the task down.
		return null;
	}

	const began = isFlawed(current, session) ? null : sessionTime(session);
	if (began !== null && isConfirmed(began, findings)) {
		return {at: began, source: 'session epoch'};
	}

	const isActive = word.status === 'running';
	return isActive && verdict.by === 'state' && updatedAt !== null
		? {at: updatedAt, source: 'state last_updated'}
		: null;
};

/** Whether a session epoch lies no more than a day before what was written. */
const isConfirmed = (began: number, {evidence, current, updatedAt}: Findings): boolean => {
	const writtenAt = current.at ?? updatedAt;
	if (writtenAt === null || began > writtenAt || writtenAt - began > day) {
		return false;
	}

	// In a fresh copy the time of the file is the epoch itself, so only `last_updated` can tell; it may
	// be of the step before.
	return !evidence.isCopy || updatedAt === null || Math.abs(updatedAt - began) <= day;
};

/** Whether the file of the run shows that its session was invented. */
const isFlawed = ({run}: Findings['current'], session: string | null): boolean =>
	run !== null &&
	isSameSession(run.value.session, session) &&
	hasFlawedSession(run.value.claimedTimes);

const updateOf = ({evidence, updatedAt}: Findings): Moment | null => {
	const written = evidence.isCopy ? null : newestOf(evidence.folder?.documents ?? [], false);
	return written && written.at > (updatedAt ?? 0)
		? {at: written.at, source: 'file changed'}
		: updatedAt === null
			? null
			: {at: updatedAt, source: 'state last_updated'};
};

const completionOf = ({evidence, verdict, updatedAt, current}: Findings): Moment | null => {
	const {entry, state, isCopy} = evidence;
	if (verdict.status !== 'completed') {
		return null;
	}

	for (const key of ['completed', 'implemented']) {
		const at = credibleTime(entry?.stamps[key] ?? null, state?.readAt ?? 0);
		if (at !== null) {
			return {at, source: `state ${key}`};
		}
	}

	return updatedAt !== null
		? {at: updatedAt, source: 'state last_updated'}
		: entry === null && current.at !== null && !isCopy
			? {at: current.at, source: 'file changed'}
			: null;
};

/** Pairs of stamps that begin and end the same piece of work, the last piece first. */
const stampPairs: readonly (readonly [string, string])[] = [
	['implementing', 'completed'],
	['implementing', 'implemented'],
	['started', 'completed'],
	['planning', 'planned'],
	['researching', 'researched'],
];

const durationOf = ({
	evidence,
	current,
	verdict,
}: Findings): {ms: number; source: string} | null => {
	if (verdict.status === 'running') {
		return null;
	}

	const {entry, state, isCopy} = evidence;
	for (const [from, to] of stampPairs) {
		const began = credibleTime(entry?.stamps[from] ?? null, state?.readAt ?? 0);
		const ended = credibleTime(entry?.stamps[to] ?? null, state?.readAt ?? 0);
		if (began !== null && ended !== null && ended > began && ended - began <= day) {
			return {ms: ended - began, source: `state ${from} to ${to}`};
		}
	}

	const run = current.run;
	const began =
		run && !hasFlawedSession(run.value.claimedTimes) ? sessionTime(run.value.session) : null;
	const ended = run && !isCopy ? fileTime(run.document, false) : null;
	return began !== null && ended !== null && ended > began && ended - began <= day
		? {ms: ended - began, source: 'session epoch to file changed'}
		: null;
};

/** What the files claim; a start that nothing confirms is not used. */
const claimsOf = ({evidence, current}: Findings): Task['claimedTimes'] => {
	const {entry, state} = evidence;
	const ofState = claimedTimes(
		[{label: 'state last_updated', raw: entry?.lastUpdated ?? null}],
		state?.readAt ?? 0,
	);
	const ofRun = (current.run?.value.claimedTimes ?? []).map((claim) => {
		const at = readTime(claim.raw)?.at ?? null;
		const isConfirmed =
			at !== null && current.at !== null && at <= current.at && current.at - at <= confirmedMs;
		return claim.flaw !== null || isConfirmed
			? claim
			: {...claim, flaw: 'not confirmed by the time of the file'};
	});
	return [...ofRun, ...ofState];
};
