import type {Attempt} from '../model/attempt.ts';
import {isSettled, type Status} from '../model/status.ts';
import type {TaskFacts} from './recording.ts';

/** An attempt as it is kept: with what it was known by. */
export type KeptAttempt = Attempt & {
	/** Its row; null: it is new. */
	readonly row: number | null;
	readonly session: string | null;
	/** Which values the duration was taken from; null: there is none. */
	readonly durationSource: string | null;
	/** Its task vanished while it was running: nobody knows how it ended. */
	readonly isLost: boolean;
};

export type Seen = {
	/** Epoch milliseconds. */
	readonly at: number;
	/** Whether the change happened before our eyes. */
	readonly isWitnessed: boolean;
	/** `observed` while watching, `imported` from a record of somebody else. */
	readonly by: 'observed' | 'imported';
};

/** Two that saw the same end note it within this many milliseconds. */
const sameMomentMs = 10_000;

/**
What becomes of the attempts of a task when it changes: the attempts that are new or other than before.

An attempt begins when the task comes to run and ends when it stops. Its times are those that the files
tell credibly; else those at which it was seen to start and stop; else unknown.

@param last the latest attempt known of this task.
*/
export const attemptsAfter = (
	last: KeptAttempt | null,
	before: TaskFacts | null,
	after: TaskFacts | null,
	seen: Seen,
): readonly KeptAttempt[] => {
	const open = last?.outcome === 'running' ? last : null;
	if (!after) {
		return open && !open.isLost ? [{...open, isLost: true}] : [];
	}

	if (after.status === 'running') {
		if (!open) {
			return [begun(last, before, after, seen)];
		}

		if (isAnother(open, after)) {
			const ended = closed(open, before ?? after, before?.error ? 'failed' : 'interrupted', seen);
			return [ended, begun(ended, before, after, seen)];
		}

		const gone = {...withStage(open, before, after, seen), isLost: false};
		return gone.stages === open.stages && !open.isLost ? [] : [gone];
	}

	const outcome = outcomeOf(before?.status ?? null, after.status);
	if (open) {
		return outcome === null ? [] : [closed(open, after, outcome, seen)];
	}

	// It was never seen running: told by the files alone, or between two looks.
	const isEnd = outcome !== null && before?.status !== after.status;
	// A start alone may be that of a try that came to nothing: a plan calls done what failed.
	const isKnown =
		after.completedAt !== null ||
		after.durationMs !== null ||
		(seen.isWitnessed && before !== null);
	if (!isEnd || !isKnown || !isResult(after.status) || isSameEnd(last, after, outcome, seen)) {
		return [];
	}

	const attempt = begun(last, before, after, {...seen, isWitnessed: false});
	// What appears as done was done some time before.
	return [
		closed(attempt, after, outcome, {...seen, isWitnessed: seen.isWitnessed && before !== null}),
	];
};

/** Ends that say by themselves that somebody has tried. */
const isResult = (status: Status): boolean => status === 'completed' || status === 'failed';

const outcomes: Partial<Record<Status, Attempt['outcome']>> = {
	completed: 'completed',
	failed: 'failed',
	cancelled: 'cancelled',
	skipped: 'cancelled',
	interrupted: 'interrupted',
	partial: 'interrupted',
	pending: 'interrupted',
	blocked: 'interrupted',
};

const outcomeOf = (before: Status | null, after: Status): Attempt['outcome'] | null =>
	before !== null && isSettled(before) && isSettled(after) ? null : (outcomes[after] ?? null);

/** Whether a task that runs and ran before has been started anew in between. */
const isAnother = (open: KeptAttempt, after: TaskFacts): boolean =>
	(open.session !== null && after.session !== null && open.session !== after.session) ||
	(after.retries !== null && after.retries + 1 > open.ordinal) ||
	(open.source === 'files' && after.startedAt !== null && open.startedAt !== after.startedAt);

const isSameEnd = (
	last: KeptAttempt | null,
	after: TaskFacts,
	outcome: Attempt['outcome'],
	{at, isWitnessed}: Seen,
): boolean => {
	if (last?.outcome !== outcome) {
		return false;
	}

	const end = after.completedAt ?? (isWitnessed ? at : null);
	return end === null || last.endedAt === null || Math.abs(last.endedAt - end) <= sameMomentMs;
};

const begun = (
	last: KeptAttempt | null,
	before: TaskFacts | null,
	after: TaskFacts,
	{at, isWitnessed, by}: Seen,
): KeptAttempt => {
	// A start that stood there during the try before belongs to that one.
	const isOld = after.startedAt !== null && after.startedAt < (last?.endedAt ?? -Infinity);
	const told = isOld ? null : after.startedAt;
	const wasElse = before !== null && before.status !== 'running';
	return {
		row: null,
		task: after.key,
		...aboutOf(after),
		stages: after.stage ? [{name: after.stage.name, durationMs: null}] : [],
		ordinal: Math.max((after.retries ?? 0) + 1, (last?.ordinal ?? 0) + 1),
		startedAt: told ?? (isWitnessed && (wasElse || before === null) ? at : null),
		endedAt: null,
		durationMs: null,
		durationSource: null,
		outcome: 'running',
		error: null,
		source: by === 'imported' ? 'imported' : told === null ? 'observed' : 'files',
		isLost: false,
	};
};

const aboutOf = (after: TaskFacts) => ({
	id: after.id,
	title: after.title,
	format: after.format,
	workspace: after.workspace,
	group: after.group,
	agent: after.agent,
	session: after.session,
	kind: after.kind,
	priority: after.priority?.rank ?? null,
	points: after.points,
	dependencies: after.dependencies.length,
});

const withStage = (
	open: KeptAttempt,
	before: TaskFacts | null,
	after: TaskFacts,
	{at}: Seen,
): KeptAttempt => {
	const name = after.stage?.name ?? null;
	if (name === null || name === open.stages.at(-1)?.name) {
		return open;
	}

	// Stages follow one another, so one lasted until the next, from the start or since the one before.
	const past = open.stages.reduce((sum, {durationMs}) => sum + (durationMs ?? 0), 0);
	const isCounted = open.startedAt !== null && before !== null;
	const lasted = isCounted ? Math.max(0, at - open.startedAt - past) : null;
	const done = open.stages.map((stage, index) =>
		index === open.stages.length - 1 ? {...stage, durationMs: lasted} : stage,
	);
	return {...open, stages: [...done, {name, durationMs: null}].slice(-mostStages)};
};

/** A file that names a stage for every second is no list of stages. */
const mostStages = 100;

const closed = (
	open: KeptAttempt,
	after: TaskFacts,
	outcome: Attempt['outcome'],
	seen: Seen,
): KeptAttempt => {
	const {startedAt} = open;
	const isTold = after.completedAt !== null && after.completedAt >= (startedAt ?? 0);
	const endedAt =
		isTold && isResult(after.status) ? after.completedAt : seen.isWitnessed ? seen.at : null;
	const told = isResult(after.status) ? after.durationMs : null;
	const between = startedAt !== null && endedAt !== null && endedAt >= startedAt;
	const durationMs = told ?? (between ? endedAt - startedAt : null);
	const starts = open.source === 'files' ? 'start in the files' : 'seen to start';
	const ends = isTold ? 'end in the files' : 'seen to end';
	const past = open.stages.reduce((sum, stage) => sum + (stage.durationMs ?? 0), 0);
	return {
		...open,
		...aboutOf(after),
		session: open.session ?? after.session,
		agent: after.agent ?? open.agent,
		stages: open.stages.map((stage, index) =>
			index === open.stages.length - 1 && durationMs !== null
				? {...stage, durationMs: Math.max(0, durationMs - past)}
				: stage,
		),
		endedAt,
		durationMs,
		durationSource:
			told !== null ? (after.durationSource ?? 'files') : between ? `${starts}, ${ends}` : null,
		outcome,
		error: outcome === 'completed' ? null : after.error,
		isLost: false,
	};
};
