import type {Status} from '../model/status.ts';
import type {TaskFacts} from './recording.ts';

/** ISO 8601 in UTC, or null for no time and for times no calendar has. */
export const iso = (at: number | null): string | null => {
	const time = at === null ? null : new Date(at);
	return time === null || Number.isNaN(time.getTime()) ? null : time.toISOString();
};

type HistoryRow = {
	readonly status: Status;
	readonly message: string;
	/** JSON, or null. */
	readonly detail: string | null;
};

const messages: Partial<Record<Status, string>> = {
	running: 'Task execution started',
	completed: 'Task execution completed',
	failed: 'Task execution failed',
	cancelled: 'Task execution cancelled',
	skipped: 'Task execution skipped',
	interrupted: 'Task execution interrupted',
	partial: 'Task execution partially completed',
	blocked: 'Task execution blocked',
	pending: 'Task set back to pending',
};

/**
What the owner's execution history tells of a change, in the words of the system it comes from: other
programs count retries by "Retry attempt N".
*/
export const historyRowsOf = (
	before: TaskFacts | null,
	after: TaskFacts,
): readonly HistoryRow[] => {
	const rows: HistoryRow[] = [];
	const {status, error, durationMs, retries} = after;
	if (retries !== null && retries > (before?.retries ?? 0) && before !== null) {
		rows.push({status, message: `Retry attempt ${retries}`, detail: null});
	}

	const message = messages[status];
	if (message !== undefined && before?.status !== status) {
		const isEnd = status === 'completed' || status === 'failed';
		const detail = {
			execution_time: durationMs === null ? null : durationMs / 1000,
			error_message: error?.message ?? null,
			retry_count: retries,
		};
		rows.push({status, message, detail: isEnd ? JSON.stringify(detail) : null});
	} else if (status === 'running' && isProgress(before, after)) {
		const share = after.progress === null ? '' : `: ${(after.progress * 100).toFixed(1)}%`;
		const stage = after.stage === null ? '' : ` - ${after.stage.name}`;
		rows.push({status, message: `Progress${share}${stage}`, detail: null});
	}

	return rows;
};

const isProgress = (before: TaskFacts | null, after: TaskFacts): boolean =>
	before !== null &&
	(before.progress !== after.progress || before.stage?.name !== after.stage?.name) &&
	(after.progress !== null || after.stage !== null);
