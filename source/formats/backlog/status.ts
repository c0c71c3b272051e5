import type {Status} from '../../model/status.ts';
import {plain} from './cells.ts';

/** Words of the status cell, in the order in which they decide. */
const words: readonly {readonly says: RegExp; readonly status: Status}[] = [
	{says: /\bblocked\b|🔒/u, status: 'blocked'},
	{says: /\bin[-_ \u2010-\u2014]?progress\b|🔄|\brunning\b/u, status: 'running'},
	{says: /(?<![-\w])(?:done|completed?)\b|✅/u, status: 'completed'},
	{says: /\bfailed\b/, status: 'failed'},
	{says: /\bskipped\b/, status: 'skipped'},
	{says: /\b(?:cancel{1,2}ed|dropped|obsolete)\b/, status: 'cancelled'},
	{says: /\bpartial\b/, status: 'partial'},
	{says: /\bsetup[- ]required\b/, status: 'blocked'},
	{
		says: /\b(?:todo|pending|new|ready)\b|\bcritical\b.{0,20}\baction required\b/,
		status: 'pending',
	},
];

export type PlanStatus = {
	readonly status: Status;
	/** The cell as a person reads it. */
	readonly raw: string;
	/** Only a person can go on: something must be set up first. */
	readonly needsSetup: boolean;
};

/**
The status a cell or field tells; null when it is empty. A field may explain itself after a dash
("✅ COMPLETED - ready for production"): what stands before it decides when it says anything.
*/
export const readStatus = (text: string | null): PlanStatus | null => {
	const raw = plain(text ?? '');
	if (raw === '') {
		return null;
	}

	const lower = raw.slice(0, 500).toLowerCase();
	const found = statusIn(lower.split(/ [-–—] /)[0]!) ?? statusIn(lower);
	return {status: found ?? 'unknown', raw, needsSetup: /\bsetup[- ]required\b/.test(lower)};
};

const statusIn = (lower: string): Status | null =>
	words.find(({says}) => says.test(lower))?.status ?? null;

/** Words of the database that mean themselves; any other is read like a status cell. */
const recorded: ReadonlySet<string> = new Set([
	'pending',
	'running',
	'completed',
	'failed',
	'skipped',
] satisfies Status[]);

export const readRecordedStatus = (word: string): Status =>
	recorded.has(word) ? (word as Status) : (readStatus(word)?.status ?? 'unknown');

/** Where the plan says one of these, the database knows better: it is the one that ran the task. */
const recordWins: ReadonlySet<Status> = new Set([
	'pending',
	'running',
	'unknown',
	'failed',
	'partial',
]);

/**
What cannot both be true. A plan that merely was not updated is no contradiction until the work is
over, and a failed last run of something finished is worth knowing, nothing more.
*/
const contradictions: Readonly<Partial<Record<Status, readonly Status[]>>> = {
	pending: ['completed'],
	running: ['completed', 'failed', 'skipped'],
	completed: ['running'],
	blocked: ['running', 'completed'],
	failed: ['running', 'completed'],
	partial: ['completed'],
	skipped: ['running', 'completed'],
	cancelled: ['running', 'completed'],
};

export type Together = {
	readonly status: Status;
	readonly disagree: boolean;
	/** It is done, and the backlog does not know. */
	readonly isUnrecorded: boolean;
};

/**
What a task is when the backlog says one thing and the database another. Nothing writes the backlog
back: a plan that still says "todo" is old, one that says "done" was set by a person.
*/
export const together = (plan: Status | null, record: Status | null): Together => {
	if (plan === null || record === null || record === 'unknown') {
		return {status: plan ?? record ?? 'unknown', disagree: false, isUnrecorded: false};
	}

	return {
		status: recordWins.has(plan) || (plan === 'blocked' && record === 'running') ? record : plan,
		disagree: contradictions[plan]?.includes(record) ?? false,
		isUnrecorded: record === 'completed' && (plan === 'pending' || plan === 'running'),
	};
};
