import type {Attempt} from '../model/attempt.ts';
import {mergeAttempts} from '../analysis/metrics/merge-attempts.ts';
import type {Row} from '../analysis/rows.ts';
import {attemptsOf} from '../analysis/metrics/attempts-of.ts';
import type {State} from '../store/state.ts';
import {attemptsInDatabases} from './import/databases.ts';

/** Everything that is known of attempts, each once: what was kept, what databases tell, what files tell. */
export const knownAttempts = (
	kept: readonly Attempt[],
	state: State,
	rows: readonly Row[],
): readonly Attempt[] =>
	mergeAttempts([
		kept.filter(({source}) => source === 'observed'),
		attemptsInDatabases(state).flatMap(({attempts}) => attempts),
		// What was only read from files once says less than a database of attempts does.
		kept.filter((attempt) => attempt.source !== 'observed' && isEndKnown(attempt)),
		attemptsOf(rows),
	]);

/**
A start in the files and a status of today are no attempt with a result: the plan may call done what its
last try left open. What was seen to end, or tells when or how long, is one.
*/
const isEndKnown = ({source, outcome, endedAt, durationMs}: Attempt): boolean =>
	source !== 'files' ||
	endedAt !== null ||
	durationMs !== null ||
	(outcome !== 'completed' && outcome !== 'failed');
