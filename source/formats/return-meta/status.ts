import type {Status} from '../../model/status.ts';

/** What a word of `state.json` means. */
export type StateWord = {
	readonly status: Status;
	/** The step a word stands in or after: 1 research, 2 plan, 3 implement; null: neither. */
	readonly step: number | null;
	/** Not among the words the writers agree on. */
	readonly isOff?: true;
};

/** Words are compared trimmed, in lower case, with blank and `-` as `_`. */
export const normalWord = (raw: string): string =>
	raw
		.trim()
		.toLowerCase()
		.replaceAll(/[\s-]+/g, '_');

const stateWords = new Map<string, StateWord>([
	['not_started', {status: 'pending', step: 0}],
	['pending', {status: 'pending', step: 0, isOff: true}],
	['creating', {status: 'pending', step: 0}],
	['researched', {status: 'pending', step: 1}],
	['planned', {status: 'pending', step: 2}],
	['revised', {status: 'pending', step: 2}],
	['pr_ready', {status: 'pending', step: 3}],
	['researching', {status: 'running', step: 1}],
	['planning', {status: 'running', step: 2}],
	['revising', {status: 'running', step: 2}],
	['implementing', {status: 'running', step: 3}],
	['in_progress', {status: 'running', step: null}],
	['active', {status: 'running', step: null, isOff: true}],
	['partial', {status: 'partial', step: null}],
	['blocked', {status: 'blocked', step: null}],
	['on_hold', {status: 'blocked', step: null}],
	['impossible', {status: 'blocked', step: null}],
	['completed', {status: 'completed', step: 3}],
	['implemented', {status: 'completed', step: 3, isOff: true}],
	['abandoned', {status: 'cancelled', step: null}],
	['expanded', {status: 'skipped', step: null}],
	['superseded', {status: 'skipped', step: null, isOff: true}],
	['orphan_archived', {status: 'skipped', step: null}],
]);

const unknownWord: StateWord = {status: 'unknown', step: null, isOff: true};

export const readStateWord = (raw: string | null): StateWord =>
	(raw === null ? undefined : stateWords.get(normalWord(raw))) ?? unknownWord;

/** What the result of one run, a handoff or an objective says. */
export type ResultWord = {
	readonly status:
		| 'running'
		| 'completed'
		| 'partial'
		| 'blocked'
		| 'failed'
		| 'pending'
		| 'unknown';
	readonly step: number | null;
	readonly isOff?: true;
};

const resultWords = new Map<string, ResultWord>([
	['in_progress', {status: 'running', step: null}],
	['implementing', {status: 'running', step: 3, isOff: true}],
	['researched', {status: 'completed', step: 1}],
	['planned', {status: 'completed', step: 2}],
	['implemented', {status: 'completed', step: 3}],
	...['report_written', 'research_done', 'research_complete', 'research_completed'].map(
		(word): [string, ResultWord] => [word, {status: 'completed', step: 1, isOff: true}],
	),
	...['report_ready', 'research_ready'].map((word): [string, ResultWord] => [
		word,
		{status: 'completed', step: 1, isOff: true},
	]),
	...[
		'done',
		'complete',
		'completed',
		'success',
		'tasks_created',
		'assembled',
		'ready',
		'finished',
		'expanded',
		'pr_ready',
	].map((word): [string, ResultWord] => [word, {status: 'completed', step: null, isOff: true}]),
	['ready_for_postflight', {status: 'completed', step: null, isOff: true}],
	['partial', {status: 'partial', step: null}],
	['blocked', {status: 'blocked', step: null}],
	['awaiting_confirmation', {status: 'blocked', step: null, isOff: true}],
	['failed', {status: 'failed', step: null}],
	['not_started', {status: 'pending', step: null}],
	['pending', {status: 'pending', step: null}],
]);

const unknownResult: ResultWord = {status: 'unknown', step: null, isOff: true};

export const readResultWord = (raw: string | null): ResultWord =>
	(raw === null ? undefined : resultWords.get(normalWord(raw))) ?? unknownResult;

/** Words of phases in plans and of objectives in progress files. */
export const readStepStatus = (raw: string | null): Status => {
	const word = normalWord(raw ?? '');
	return word === 'skipped' || word === 'deferred' ? 'skipped' : readResultWord(word).status;
};
