import type {Document, DocumentInput, Parsed} from '../format.ts';
import {claimedTime} from './rows/claimed-time.ts';
import {statusOfWord} from './status.ts';
import type {Checkpoint} from './values.ts';

/**
A checkpoint has one timestamp, and every step of a task writes it anew. What the first one of a run
said is kept, or a long task would always look as if it had just begun.
*/
export const carry = (previous: Document, next: Parsed, {kind}: DocumentInput): Parsed => {
	if (kind !== 'state' || next.value === null) {
		return next;
	}

	const document = previous as Document<Checkpoint>;
	const before = document.quality === 'whole' ? document.value : document.lastGood;
	const after = next.value as Checkpoint;
	if (!before || !isSameRun(before, after)) {
		return next;
	}

	const runsSince = before.runsSince ?? claimedTime(document, before, false)?.trusted ?? null;
	return {...next, value: {...after, runsSince}};
};

const isSameRun = (before: Checkpoint, after: Checkpoint): boolean =>
	isRunning(before) &&
	isRunning(after) &&
	before.taskId?.value === after.taskId?.value &&
	before.taskName?.value === after.taskName?.value &&
	before.specName?.value === after.specName?.value;

const isRunning = ({status}: Checkpoint): boolean =>
	status !== null && statusOfWord(status.value) === 'running';
