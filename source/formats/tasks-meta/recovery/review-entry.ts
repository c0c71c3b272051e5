import {utcStamp} from './stamps.ts';

/**
An entry in the lists of reviews of the writer of 2025-10, with its keys in their order. What was looked
at is not known here, so nothing is claimed about it.

@param task null: the review is of the whole feature.
*/
export const reviewEntry = (
	task: string | null,
	{kind, hasPassed}: {readonly kind: 'micro' | 'macro'; readonly hasPassed: boolean},
	now: number,
): Readonly<Record<string, unknown>> => ({
	id: `${kind}_${Math.floor(now / 1000)}`,
	...(task === null ? {} : {task_id: task}),
	type: kind,
	timestamp: utcStamp(now),
	status: hasPassed ? 'passed' : 'failed',
	reviewer: 'human',
	comments: 'recorded with metawatch',
	criteria_checked: [],
});
