import type {Evidence, FolderFiles} from './evidence.ts';
import {fileTime} from './file-times.ts';
import type {Usable} from './gather.ts';
import {nameOf, parentOf} from './place.ts';
import {isSameSession, sessionTime} from './sessions.ts';
import {readResultWord, readStateWord} from './status.ts';
import {credibleTime} from './trust.ts';
import type {RunValue} from './values.ts';

/** The run of an agent that a row speaks of. */
export type CurrentRun = {
	/** The present or last run; null: none, or only an outdated one. */
	readonly run: Usable<RunValue> | null;
	/** Epoch ms at which it was written last, or null. */
	readonly at: number | null;
	/** A run that another one has replaced: history only. */
	readonly outdated: Usable<RunValue> | null;
	/** Runs of parallel agents on the same task, and those kept as history. */
	readonly others: readonly Usable<RunValue>[];
};

/** `.return-meta-a.json` and files in `.meta` stand beside the run proper. */
const isBeside = (path: string): boolean =>
	nameOf(path) !== '.return-meta.json' &&
	(nameOf(parentOf(path)) === '.meta' || nameOf(path).startsWith('.return-meta-'));

/** Chooses the run among the files of a task. The newest counts, one at work before all others. */
export const currentRunOf = (evidence: Evidence, files: FolderFiles): CurrentRun => {
	const proper = files.runs.filter(({document}) => !isBeside(document.path));
	const candidates = proper.length > 0 ? proper : files.runs;
	const isAtWork = ({value}: Usable<RunValue>) => readResultWord(value.word).status === 'running';
	const chosen =
		(proper.length > 0 ? undefined : candidates.find((run) => isAtWork(run))) ?? candidates[0];
	if (!chosen) {
		return {run: null, at: null, outdated: null, others: []};
	}

	const others = files.runs.filter((run) => run !== chosen);
	const at = fileTime(chosen.document, evidence.isCopy);
	return isOutdated(evidence, files, chosen.value, at)
		? {run: null, at: null, outdated: chosen, others}
		: {run: chosen, at, outdated: null, others};
};

/**
Whether another run has come since: the session is not the one that the lock or `state.json` names,
and the file is older than what they say.
*/
const isOutdated = (
	{entry, state}: Evidence,
	{lock}: FolderFiles,
	run: RunValue,
	at: number | null,
): boolean => {
	const holder = lock?.value.session ?? null;
	const declared = entry?.session ?? null;
	if (
		isSameSession(run.session, holder) ||
		(isSameSession(run.session, declared) && holder === null)
	) {
		return false;
	}

	const isActive = readStateWord(entry?.word ?? null).status === 'running';
	const since = [
		holder === null ? null : lock!.value.acquiredAt,
		sessionTime(holder),
		isSameSession(run.session, declared) ? null : plausibleSession(declared, state?.readAt),
		isActive ? credibleTime(entry!.lastUpdated, state?.readAt ?? 0) : null,
	].filter((time) => time !== null);
	return at !== null && since.some((time) => at < time);
};

const plausibleSession = (session: string | null, readAt = 0): number | null => {
	const at = sessionTime(session);
	return at !== null && at <= readAt ? at : null;
};
