import type {Document} from '../../format.ts';
import type {RecoveryInput, Subject} from '../../recovery.ts';
import {formatDuration} from '../../../text/duration.ts';
import {lastTraceOf} from '../activity.ts';
import type {Directory} from '../dependencies.ts';
import type {Entry} from '../entries.ts';
import {joined} from '../joined.ts';

/** What the options of one group are thought about with. */
export type GroupSituation = {
	readonly input: RecoveryInput;
	/** Backlogs of the group, in the order in which they count. */
	readonly backlogs: readonly string[];
	readonly database: {
		readonly path: string;
		/** Why nothing can be written to it now, or null. */
		readonly obstacle: string | null;
		/** Added to a local time of its writer to get UTC; null: no row tells it. */
		readonly offset: number | null;
		/** Whether no execution has left a row in it. */
		readonly isBlank: boolean;
	} | null;
};

/** And what those of one of its tasks are. */
export type Situation = GroupSituation & {
	readonly subject: Subject;
	readonly entry: Entry;
	readonly directory: Directory;
	/** Epoch ms of the newest trace of its execution; null: there is none. */
	readonly lastTrace: number | null;
	/** Its execution says running, and nobody seems to be at it; null: that is not so. */
	readonly silence: Silence | null;
};

type Silence = {
	/** Milliseconds; null: nothing has a date. */
	readonly length: number | null;
	/** Silent for too long, but not known to be over: an agent may still be at it. */
	readonly isUnsure: boolean;
};

export const situationOf = (
	input: RecoveryInput,
): {group: GroupSituation; task: Situation | null} => {
	const {files, databases, database, entries, directory} = joined(input.group, input.documents);
	const document = databases[0]?.document ?? null;
	const group: GroupSituation = {
		input,
		backlogs: files.map(({path}) => path),
		database: document && {
			path: document.path,
			obstacle: obstacleOf(document),
			offset: database?.offset ?? null,
			isBlank: database?.executedRows === 0,
		},
	};
	const {subject} = input;
	const entry = subject && entries.find(({key}) => key === subject.task.key);
	if (!subject || !entry) {
		return {group, task: null};
	}

	const lastTrace = entry.record ? lastTraceOf(entry.record) : null;
	return {
		group,
		task: {
			...group,
			subject,
			entry,
			directory,
			lastTrace,
			silence: silenceOf(entry, subject, lastTrace, input.moment.now),
		},
	};
};

const silenceOf = (
	{recorded, together}: Entry,
	{status, task}: Subject,
	lastTrace: number | null,
	now: number,
): Silence | null => {
	if (recorded !== 'running' || together.status !== 'running') {
		return null;
	}

	const length = lastTrace === null ? null : Math.max(0, now - lastTrace);
	const isLong =
		length !== null && task.activity !== null && length > task.activity.interruptedAfterMs;
	return status === 'interrupted' || isLong ? {length, isUnsure: status !== 'interrupted'} : null;
};

const obstacleOf = ({quality, problems}: Document): string | null => {
	const crash = problems.find(({code}) => code === 'db-hot-journal');
	if (crash) {
		return `${crash.message}: start the executor once, then look again`;
	}

	return quality === 'whole'
		? null
		: (problems[0]?.message ?? 'the database cannot be read at the moment');
};

/** Why a task that says running is up for recovery. */
export const silenceInWords = ({length}: Silence): string =>
	length === null
		? 'it says running, and nothing says since when'
		: `it says running, and nothing was written about it for ${formatDuration(length)}`;

/** What speaks against taking it for over. */
export const doubtsAboutSilence = ({silence, entry}: Situation): readonly string[] =>
	silence === null
		? []
		: [
				...(silence.isUnsure ? ['nobody saw it end: make sure that no agent is still at it'] : []),
				...(entry.item?.status?.status === 'blocked'
					? [`the backlog says ${planSays(entry)}, and that counts then`]
					: []),
			];

/** What the backlog says of it, short enough for a sentence. */
export const planSays = ({item}: Entry): string => {
	const raw = item?.status?.raw ?? 'nothing';
	return raw.length > 40 ? `${raw.slice(0, 39).trimEnd()}…` : raw;
};

/** Path for people: within the workspace. */
export const shownPath = ({workspace}: RecoveryInput, path: string): string =>
	path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
