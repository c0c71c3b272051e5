import type {Status} from '../../model/status.ts';
import type {Review} from '../../model/task.ts';
import {millisecondsOf} from './times.ts';
import type {Entry} from './values.ts';

const passedWords: ReadonlySet<string> = new Set(['micro_reviewed', 'macro_reviewed', 'approved']);

/**
How the review of a task stands. Reviews come after completion or never, so a missing one is stated
and not an error; and the gate lets every ASYNC task pass unseen, which is stated too.
*/
export const reviewOf = (
	entry: Entry | null,
	status: Status,
	mode: string | null,
	reviewedIds: ReadonlySet<string>,
): Review => {
	if (!entry) {
		return notApplicable('no metadata');
	}

	const {review} = entry;
	const word = review.status?.trim().toLowerCase() ?? null;
	const who = review.reviewer === null ? '' : ` by ${review.reviewer}`;
	const isReviewed =
		review.hasMicroPassed === true ||
		(word !== null && passedWords.has(word)) ||
		reviewedIds.has(entry.id);
	if (status === 'cancelled') {
		return notApplicable('rolled back');
	}

	if (word === 'rejected') {
		return {state: 'failed', detail: `rejected${who}`};
	}

	if (review.hasMicroPassed === false) {
		return {state: 'failed', detail: 'the micro review did not pass'};
	}

	// The 2025-10 writer starts every task with a gate of false: before completion it says nothing.
	if (review.hasGatePassed === false && status === 'completed') {
		return isReviewedAfterGate(entry) || (isReviewed && review.gateAt === null)
			? {state: 'passed', detail: `reviewed${who}; gate not run since`}
			: {state: 'failed', detail: 'the quality gate did not pass'};
	}

	if (isReviewed) {
		return {state: 'passed', detail: `${word ?? 'micro review passed'}${who}`};
	}

	if (review.hasGatePassed === true) {
		return {
			state: 'passed',
			detail: `quality gate passed${mode === 'ASYNC' ? ', with no review of its own' : ''}`,
		};
	}

	if (status !== 'completed') {
		return notApplicable('not completed');
	}

	// Only dialects with `review_status` have a place to note the review of an ASYNC task.
	return mode === 'SYNC' || (mode === 'ASYNC' && word !== null)
		? {state: 'not-recorded', detail: 'completed, no review recorded'}
		: notApplicable(mode === null ? 'no mode' : 'this writer records none');
};

const isReviewedAfterGate = ({review}: Entry): boolean => {
	const reviewedAt = millisecondsOf(review.microAt);
	const gateAt = millisecondsOf(review.gateAt);
	return (
		review.hasMicroPassed === true && reviewedAt !== null && gateAt !== null && reviewedAt > gateAt
	);
};

const notApplicable = (detail: string): Review => ({state: 'not-applicable', detail});
