import type {Document, DocumentInput, Parsed} from '../format.ts';
import {problem} from './problems.ts';
import {claimedTime} from './rows/claimed-time.ts';
import {statusOfWord} from './status.ts';
import type {Checkpoint, TaskList} from './values.ts';

/** What a new reading lacks that the one before it knew: the tasks of a list, the start of a run. */
export const carry = (previous: Document, next: Parsed, input: DocumentInput): Parsed => {
	switch (input.kind) {
		case 'list': {
			return carryList(previous as Document<TaskList>, next, input);
		}

		case 'state': {
			return next.value === null ? next : carryRun(previous as Document<Checkpoint>, next);
		}

		default: {
			return next;
		}
	}
};

/**
A file of which no task is left was overwritten by accident more often than on purpose: its last good
tasks stay, marked as such, until it has tasks again or is removed.
*/
const carryList = (previous: Document<TaskList>, next: Parsed, {path}: DocumentInput): Parsed => {
	const had = previous.lastGood ?? (previous.quality === 'whole' ? previous.value : null);
	if (next.quality !== 'foreign' || had === null) {
		return next;
	}

	const count = had.entries.length;
	const message = `no task is left in it, where ${count === 1 ? 'one' : count} stood before: the last good ones are shown`;
	const lost = problem('file-unreadable', message, {path, line: 1});
	return {...next, quality: 'unreadable', problems: [lost, ...next.problems]};
};

/**
A checkpoint has one timestamp, and every step of a task writes it anew. What the first one of a run
said is kept, or a long task would always look as if it had just begun.
*/
const carryRun = (document: Document<Checkpoint>, next: Parsed): Parsed => {
	const before = document.quality === 'whole' ? document.value : document.lastGood;
	const after = next.value as Checkpoint;
	if (!before || !isSameRun(before, after)) {
		return next;
	}

	const runsSince = before.runsSince ?? claimedTime(document, before, false)?.trusted ?? null;
	return {...next, value: {...after, runsSince}};
};

const isSameRun = (before: Checkpoint, after: Checkpoint): boolean =>
	!isStartedOver(before, after) &&
	isRunning(before) &&
	isRunning(after) &&
	before.taskId?.value === after.taskId?.value &&
	before.taskName?.value === after.taskName?.value &&
	before.specName?.value === after.specName?.value;

/** Steps that were done are not any more: the task was started over. */
const isStartedOver = (before: Checkpoint, after: Checkpoint): boolean =>
	(before.stepsDone ?? []).length > 0 && after.stepsDone?.length === 0;

const isRunning = ({status}: Checkpoint): boolean =>
	status !== null && statusOfWord(status.value) === 'running';
