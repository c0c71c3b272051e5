/**
What a task is doing, in one word that is the same for every format. The word the file itself
uses is kept beside it as `rawStatus`.
*/
export const statuses = [
	'running',
	'interrupted',
	'failed',
	'blocked',
	'partial',
	'pending',
	'completed',
	'cancelled',
	'skipped',
	'unknown',
] as const;

export type Status = (typeof statuses)[number];

/** Nothing more happens to a task in one of these by itself. */
const settled: ReadonlySet<Status> = new Set(['completed', 'cancelled', 'skipped']);

export const isSettled = (status: Status): boolean => settled.has(status);
