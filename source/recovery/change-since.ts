import type {Row} from '../analysis/rows.ts';
import type {Subject} from '../formats/recovery.ts';

/**
Why a task is not as it was when an option was offered for it, or null. What only tells that somebody is
at work (times, evidence) is left to the option, which looks at the files itself.
*/
export const changeSince = ({task, status}: Subject, row: Row | undefined): string | null => {
	if (!row) {
		return 'it is not there any more';
	}

	if (row.status !== status) {
		return `it has changed since: it was ${status} and is ${row.status} now`;
	}

	const told = [
		['status', task.rawStatus, row.task.rawStatus],
		['stage', stageOf(task), stageOf(row.task)],
		['error', task.error?.message ?? null, row.task.error?.message ?? null],
		['number of retries', task.retries, row.task.retries],
	] as const;
	const changed = told.find(([, before, after]) => before !== after);
	return changed ? `it has changed since: another ${changed[0]} than when it was offered` : null;
};

const stageOf = ({stage}: Row['task']): string | null =>
	stage && `${stage.name} ${stage.index} ${stage.total}`;
