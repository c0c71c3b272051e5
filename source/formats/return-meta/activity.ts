import type {Activity, Signal} from '../../model/activity.ts';
import {readTime} from '../../model/time.ts';
import {fileTime, newestOf, wereWrittenAtOnce} from './file-times.ts';
import type {Findings} from './findings.ts';
import {shownName} from './place.ts';
import {causeOf} from './obituary.ts';
import {isSameSession, sessionTime} from './sessions.ts';
import {normalWord, readResultWord} from './status.ts';
import {silences, usualMinutes, usualRunMinutes, usualWrapUpMinutes} from './silences.ts';
import type {LoggedError} from './values.ts';

const minute = 60_000;

/** Writing a result and telling `state.json` lie this far apart at most. */
const recordingMs = 2 * minute;

/** Writing down that an agent died takes this long; files newer than that are new work. */
const obituaryMs = 2 * minute;

/** Evidence about a task that its files call active. */
export const activityOf = (findings: Findings): Activity => {
	const {evidence, verdict, current} = findings;
	const word = normalWord(evidence.entry?.word ?? '');
	const life = lifeSignals(findings);
	const isWrapUp = verdict.remark === 'postflight';
	return {
		signals: [...life, ...endSignals(findings, life), ...replacedRun(findings)],
		silentAfterMs: isWrapUp ? silences.wrapUpMs : silences.silentAfterMs,
		interruptedAfterMs: isWrapUp ? silences.wrapUpEndsMs : patienceFor(findings),
		isPlainRun: !isWrapUp && current.run !== null,
		usualMs:
			(isWrapUp
				? usualWrapUpMinutes
				: current.run
					? usualRunMinutes
					: (usualMinutes.get(word) ?? usualRunMinutes)) * minute,
	};
};

/** How long the silence of a step may last, by what kind of step it is. */
const patienceFor = ({evidence, current, files}: Findings): number => {
	const word = normalWord(evidence.entry?.word ?? '');
	const told = `${current.run?.value.agent ?? ''} ${files.marker?.value.operation ?? ''}`;
	const step = steps.find(({agent, words}) => agent.test(told) || words.has(word));
	return step ? (current.run ? step.withRunMs : step.aloneMs) : silences.interruptedAfterMs;
};

/** The first that fits; what the agent is called says more than the record, which may lag. */
const steps = [
	{
		agent: /implement/i,
		words: new Set<string>(),
		withRunMs: silences.longStepMs,
		aloneMs: silences.implementingMs,
	},
	{
		agent: /research|plan|revis/i,
		words: new Set(['researching', 'planning', 'revising']),
		withRunMs: silences.shortStepMs,
		aloneMs: silences.interruptedAfterMs,
	},
	{
		agent: /$^/,
		words: new Set(['implementing']),
		withRunMs: silences.longStepMs,
		aloneMs: silences.implementingMs,
	},
] as const;

/** Documents with signals of their own: they are written by other hands than the metadata. */
const guards: ReadonlySet<string> = new Set(['loop-guard', 'wrap-up-guard']);
const leftBehind: ReadonlySet<string> = new Set(['artifact', 'handoff-text', 'plan']);
const apart: ReadonlySet<string> = new Set([...guards, ...leftBehind, 'lock', 'marker']);

const life = (signal: string, at: number | null, says: string): Signal => ({
	signal,
	weight: 'life',
	at,
	says,
});

/** The file written last among those that lie in the folder or that run and entry list. */
const newestArtifact = ({
	evidence,
	current,
}: Findings): {readonly path: string; readonly at: number} | null => {
	const {folder, state, entry, isCopy} = evidence;
	const lying = newestOf(
		(folder?.documents ?? []).filter(({kind}) => leftBehind.has(kind)),
		isCopy,
	);
	let newest = lying && {path: lying.document.path, at: lying.at};
	const listed = [
		{document: current.run?.document, items: current.run?.value.artifacts.items},
		{document: state, items: entry?.artifacts.items},
	];
	for (const {document, items = []} of isCopy ? [] : listed) {
		for (const {target} of items) {
			const stat = target === null ? null : document?.referenceStats.get(target);
			if (target !== null && stat && !stat.isFolder && stat.modifiedAt > (newest?.at ?? 0)) {
				newest = {path: target, at: Math.min(stat.modifiedAt, document!.readAt)};
			}
		}
	}

	return newest;
};

const lifeSignals = (findings: Findings): readonly Signal[] => {
	const {evidence, files, session, updatedAt, verdict} = findings;
	const signals: Signal[] = [];
	const documents = evidence.folder?.documents ?? [];
	const newest = newestOf(
		documents.filter(({kind}) => !apart.has(kind)),
		evidence.isCopy,
	);
	if (newest) {
		signals.push(life('file-changed', newest.at, `${shownName(newest.document.path)} was written`));
	}

	const guard = newestOf(
		documents.filter(({kind}) => guards.has(kind)),
		evidence.isCopy,
	);
	if (guard) {
		signals.push(life('loop-guard', guard.at, `${shownName(guard.document.path)} counted a cycle`));
	}

	const artifact = newestArtifact(findings);
	if (artifact) {
		signals.push(life('artifact-written', artifact.at, `${shownName(artifact.path)} was written`));
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
		signals.push(life('status-changed', updatedAt, 'state.json was told'));
	}

	return signals.some(({at}) => at !== null) ? signals : [...signals, ...lastResort(findings)];
};

/** The run before, which another session has taken over from: its end is known, if not from itself. */
const replacedRun = ({current: {outdated}, evidence, session}: Findings): readonly Signal[] => {
	if (outdated === null || readResultWord(outdated.value.word).status !== 'running') {
		return [];
	}

	return [
		{
			signal: 'run-replaced',
			weight: 'note',
			at: fileTime(outdated.document, evidence.isCopy),
			says: isSameSession(outdated.value.session, session)
				? 'an earlier run never told its end; state.json was told later'
				: `the run of ${outdated.value.session ?? 'another session'} was interrupted: another session took over`,
		},
	];
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
const endSignals = (findings: Findings, life: readonly Signal[]): readonly Signal[] => [
	...errorEnds(findings, life),
	...leftBehindEnds(findings),
];

/**
A run that still says it is at work, while `state.json` has gone on without it, is over: the task may
be done, the run is not. Result and record are written one after the other, hence the delay.
*/
const leftBehindEnds = ({evidence, verdict, current, updatedAt}: Findings): readonly Signal[] =>
	verdict.remark !== 'leftover' ||
	current.run === null ||
	updatedAt === null ||
	// A run that was written after the record may be a new one: only its silence tells.
	updatedAt < (current.at ?? 0) - recordingMs
		? []
		: [
				{
					signal: 'record-went-on',
					weight: 'end',
					at: updatedAt,
					says: `this run never told its end; state.json has gone on to "${evidence.entry?.word ?? ''}"`,
					activeFrom: Math.max(current.at ?? 0, updatedAt) + silences.leftBehindMs,
				},
			];

/** Signs of life that rest on the times of files. */
const byFileTime: ReadonlySet<string> = new Set([
	'file-changed',
	'artifact-written',
	'loop-guard',
	'postflight-marker',
	'batch-file',
	'doubtful-time',
]);

const errorEnds = (findings: Findings, life: readonly Signal[]): readonly Signal[] => {
	const {evidence, session} = findings;
	const entry = evidence.errors.findLast(
		(error) => isInterruption(error) && isSameSession(error.session, session),
	);
	if (!entry) {
		return [];
	}

	const documents = [evidence.state, evidence.errorLog, ...(evidence.folder?.documents ?? [])];
	const isCheckedOut = wereWrittenAtOnce(documents.filter((document) => document !== null));
	const lastLife = Math.max(
		0,
		...life.map(({signal, at}) => (isCheckedOut && byFileTime.has(signal) ? 0 : (at ?? 0))),
	);
	const isBack = entry.at !== null && lastLife > entry.at + obituaryMs;
	return [
		{
			signal: 'delegation-error',
			weight: isBack ? 'note' : 'end',
			at: entry.at,
			says: causeOf(entry.message),
		},
	];
};
