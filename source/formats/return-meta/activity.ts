import type {Activity, Signal} from '../../model/activity.ts';
import {readTime} from '../../model/time.ts';
import {fileTime, newestOf} from './file-times.ts';
import type {Findings} from './findings.ts';
import {nameOf} from './place.ts';
import {isSameSession, sessionTime} from './sessions.ts';
import {normalWord} from './status.ts';
import type {LoggedError} from './values.ts';

const minute = 60_000;

/** Measured on thousands of runs: see the readme of this folder. */
export const silences = {
	silentAfterMs: 15 * minute,
	interruptedAfterMs: 30 * minute,
	/** An implementation without a file of its own may be quiet for long. */
	implementingMs: 92 * minute,
	heartbeatMs: 30 * minute,
	/** A result that waits for its wrap-up. */
	wrapUpMs: 26 * minute,
} as const;

/** Median minutes of a step, by the word of `state.json`. */
const usualMinutes: Readonly<Record<string, number>> = {
	researching: 2.7,
	planning: 1.6,
	revising: 1.6,
	implementing: 8.4,
};

const usualRunMinutes = 3.5;
const usualWrapUpMinutes = 3.2;

/** Writing down that an agent died takes this long; files newer than that are new work. */
const obituaryMs = 2 * minute;

/** Evidence about a task that its files call active. */
export const activityOf = (findings: Findings): Activity => {
	const {evidence, verdict, current} = findings;
	const word = normalWord(evidence.entry?.word ?? '');
	const life = lifeSignals(findings);
	const isWrapUp = verdict.remark === 'postflight';
	const isLongStep = word === 'implementing' && current.run === null;
	return {
		signals: [...life, ...endSignals(findings, life)],
		silentAfterMs: isWrapUp ? silences.wrapUpMs : silences.silentAfterMs,
		interruptedAfterMs: isWrapUp
			? silences.wrapUpMs
			: isLongStep
				? silences.implementingMs
				: silences.interruptedAfterMs,
		usualMs:
			(isWrapUp
				? usualWrapUpMinutes
				: current.run
					? usualRunMinutes
					: (usualMinutes[word] ?? usualRunMinutes)) * minute,
	};
};

const lifeSignals = (findings: Findings): readonly Signal[] => {
	const {evidence, files, session, updatedAt, verdict} = findings;
	const signals: Signal[] = [];
	const newest = newestOf(evidence.folder?.documents ?? [], evidence.isCopy);
	if (newest) {
		signals.push({
			signal: 'file-changed',
			weight: 'life',
			at: newest.at,
			says: `${nameOf(newest.document.path)} was written`,
		});
	}

	const lock = files.lock?.value;
	const heartbeat = lock?.heartbeatAt ?? lock?.acquiredAt ?? null;
	if (heartbeat !== null) {
		signals.push({
			signal: 'lock-heartbeat',
			weight: 'life',
			at: heartbeat,
			says: 'heartbeat of the lock',
			lastsMs: silences.heartbeatMs,
		});
	}

	if (files.marker) {
		signals.push({
			signal: 'postflight-marker',
			weight: 'life',
			at: fileTime(files.marker.document, evidence.isCopy),
			says: 'the wrap-up is announced',
			lastsMs: silences.wrapUpMs,
		});
	}

	for (const {document, value} of evidence.batches) {
		if (isSameSession(value.session, session) || session === null) {
			signals.push({
				signal: 'batch-file',
				weight: 'life',
				at: fileTime(document, evidence.isCopy),
				says: 'the batch it belongs to went on',
			});
		}
	}

	const event = evidence.lastEvent;
	if (event && (session === null || isSameSession(event.session, session))) {
		signals.push({signal: 'event', weight: 'life', at: event.at, says: 'an event of its session'});
	}

	if (verdict.by === 'state' && updatedAt !== null) {
		signals.push({
			signal: 'status-changed',
			weight: 'life',
			at: updatedAt,
			says: 'state.json was told',
		});
	}

	return signals.some(({at}) => at !== null) ? signals : [...signals, ...lastResort(findings)];
};

/** Without any other date even a doubtful one is better than a task that runs for ever. */
const lastResort = ({evidence, session}: Findings): readonly Signal[] => {
	const {entry, state, folder} = evidence;
	const document = folder?.documents[0] ?? state;
	const limit = document ? Math.min(document.stat.modifiedAt, document.readAt) : null;
	const written = readTime(entry?.lastUpdated)?.at ?? sessionTime(session) ?? limit;
	return written === null
		? []
		: [
				{
					signal: 'doubtful-time',
					weight: 'life',
					at: limit === null ? written : Math.min(written, limit),
					says: 'the only time that is known',
				},
			];
};

const isInterruption = ({type, isOpen}: LoggedError): boolean =>
	isOpen && type === 'delegation_interrupted';

/** An entry in the error log ends a run, unless the agent given up for dead wrote again. */
const endSignals = (findings: Findings, life: readonly Signal[]): readonly Signal[] => {
	const {evidence, session} = findings;
	const entry = evidence.errors.findLast(
		(error) => isInterruption(error) && isSameSession(error.session, session),
	);
	if (!entry) {
		return [];
	}

	const lastLife = Math.max(0, ...life.map(({at}) => at ?? 0));
	const isBack = entry.at !== null && lastLife > entry.at + obituaryMs;
	return [
		{
			signal: 'delegation-error',
			weight: isBack ? 'note' : 'end',
			at: entry.at,
			says: `interrupted: ${entry.message}`,
		},
	];
};
