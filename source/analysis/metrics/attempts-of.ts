import type {Attempt} from '../../model/attempt.ts';
import type {Status} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import type {Row} from '../rows.ts';

/**
The latest attempt of every task, as far as its files tell it credibly. A task of which nobody tells when
anything began or ended is not counted as tried: a box that is ticked says that something is done, not that
it was tried once.
*/
export const attemptsOf = (rows: readonly Row[]): readonly Attempt[] =>
	rows.flatMap((row) => {
		const outcome = outcomes[row.status];
		return outcome !== undefined && isTold(row) ? [attemptOf(row, outcome)] : [];
	});

const outcomes: Readonly<Partial<Record<Status, Attempt['outcome']>>> = {
	running: 'running',
	completed: 'completed',
	failed: 'failed',
	interrupted: 'interrupted',
	cancelled: 'cancelled',
};

/** A result needs an end or a length: a start alone may be that of a try that came to nothing. */
const isTold = ({task, status, runningSince, durationMs}: Row): boolean =>
	durationMs !== null ||
	task.completedAt !== null ||
	(status !== 'completed' &&
		status !== 'failed' &&
		(runningSince !== null || task.startedAt !== null));

const attemptOf = (row: Row, outcome: Attempt['outcome']): Attempt => {
	const {task, durationMs} = row;
	const {key, id, title, format, workspace, group, agent, kind, stage, retries} = task;
	const startedAt = row.runningSince ?? task.startedAt?.at ?? null;
	const endedAt = endOf(row, startedAt, outcome);
	return {
		task: key,
		id,
		title,
		format,
		workspace,
		group,
		agent,
		kind,
		// What was before the present stage is not known, so neither is how long that one has lasted.
		stages: stage ? [{name: stage.name, durationMs: null}] : [],
		ordinal: (retries ?? 0) + 1,
		startedAt: latestStart(startedAt, endedAt, durationMs),
		endedAt,
		durationMs,
		outcome,
		error: outcome === 'failed' || outcome === 'interrupted' ? task.error : null,
		priority: task.priority?.rank ?? null,
		points: pointsOf(task),
		dependencies: task.dependencies.length,
		source: 'files',
	};
};

const endOf = (
	{task, durationMs, liveness}: Row,
	startedAt: number | null,
	outcome: Attempt['outcome'],
): number | null => {
	if (outcome === 'running') {
		return null;
	}

	if (outcome === 'interrupted') {
		return liveness?.lastSignAt ?? null;
	}

	const told = task.completedAt?.at ?? null;
	return told ?? (startedAt !== null && durationMs !== null ? startedAt + durationMs : null);
};

const second = 1000;

/** A start that stayed from the first try is not that of the last one, whose length is known. */
const latestStart = (
	startedAt: number | null,
	endedAt: number | null,
	durationMs: number | null,
): number | null =>
	endedAt !== null && durationMs !== null && (startedAt ?? 0) + durationMs + second < endedAt
		? Math.round(endedAt - durationMs)
		: startedAt;

/** Story points, from the fact of that name. */
const pointsOf = ({facts}: Task): number | null => {
	const text = facts.find(({label}) => label === 'points')?.value ?? '';
	const found = /^\s*(\d{1,6}(?:\.\d{1,4})?)/.exec(text);
	return found ? Number(found[1]) : null;
};
