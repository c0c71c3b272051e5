import {type CurrentRun, currentRunOf} from './current-run.ts';
import {type Evidence, filesOf, type FolderFiles} from './evidence.ts';
import {readResultWord, readStateWord} from './status.ts';
import {credibleTime} from './trust.ts';
import {decide, type Verdict} from './verdict.ts';

/** A task after its files were sorted and weighed. */
export type Findings = {
	readonly evidence: Evidence;
	readonly files: FolderFiles;
	readonly current: CurrentRun;
	readonly verdict: Verdict;
	/** Epoch ms at which `state.json` was told last, or null. */
	readonly updatedAt: number | null;
	/** The session the row belongs to. */
	readonly session: string | null;
};

const minute = 60_000;

/** Writing the result and telling `state.json` take this long. */
const recordingMs = 2 * minute;

/** In a fresh copy only the start of a run is known, which lies before its end. */
const copiedRunMs = 30 * minute;

export const weigh = (evidence: Evidence): Findings => {
	const files = filesOf(evidence);
	const current = currentRunOf(evidence, files);
	const {entry, state, isCopy} = evidence;
	const updatedAt = credibleTime(entry?.lastUpdated ?? null, state?.readAt ?? 0);
	const verdict = decide({
		word: entry ? readStateWord(entry.word) : null,
		run: current.run ? readResultWord(current.run.value.word) : null,
		isRunNewer:
			current.at === null ||
			updatedAt === null ||
			(isCopy ? current.at > updatedAt - copiedRunMs : current.at > updatedAt + recordingMs),
		handoff: files.handoff ? readResultWord(files.handoff.value.word) : null,
		hasLock: files.lock !== null,
		isCreating: files.isCreating,
	});
	return {
		evidence,
		files,
		current,
		verdict,
		updatedAt,
		session: files.lock?.value.session ?? current.run?.value.session ?? entry?.session ?? null,
	};
};
