import type {Origin} from '../../model/origin.ts';
import {type CurrentRun, currentRunOf} from './current-run.ts';
import {fileTime} from './file-times.ts';
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
	/** The result that `state.json` is compared with: of the run, or of the last handoff. */
	readonly result: {readonly word: string; readonly origin: Origin} | null;
	/** Epoch ms at which that result was written, or null. */
	readonly resultAt: number | null;
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
	// Handoffs are kept for hours: only one that came after the last news says something new.
	const handedOverAt =
		files.handoff && !isCopy && current.outdated === null
			? fileTime(files.handoff.document, false)
			: null;
	const verdict = decide({
		word: entry ? readStateWord(entry.word) : null,
		run: current.run ? readResultWord(current.run.value.word) : null,
		isRunNewer:
			current.at === null ||
			updatedAt === null ||
			(isCopy ? current.at > updatedAt - copiedRunMs : current.at > updatedAt + recordingMs),
		handoff: files.handoff ? readResultWord(files.handoff.value.word) : null,
		isHandoffNewer:
			handedOverAt !== null && (updatedAt === null || handedOverAt > updatedAt + recordingMs),
		hasLock: files.lock !== null,
		isCreating: files.isCreating,
	});
	return {
		evidence,
		files,
		current,
		verdict,
		result: resultOf(files, current),
		resultAt: current.at ?? handedOverAt,
		updatedAt,
		session: files.lock?.value.session ?? current.run?.value.session ?? entry?.session ?? null,
	};
};

const resultOf = ({handoff}: FolderFiles, {run}: CurrentRun): Findings['result'] => {
	if (run) {
		const {document, value} = run;
		return {word: value.word, origin: {path: document.path, line: value.lines.status}};
	}

	return handoff && handoff.value.word !== null
		? {
				word: handoff.value.word,
				origin: {path: handoff.document.path, line: handoff.value.lines.status},
			}
		: null;
};
