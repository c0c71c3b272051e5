import type {Attempt} from '../model/attempt.ts';
import {mergeAttempts} from '../analysis/metrics/merge-attempts.ts';
import type {Row} from '../analysis/rows.ts';
import {attemptsOf} from '../analysis/metrics/attempts-of.ts';
import type {State} from '../store/state.ts';
import {openReader} from './history.ts';
import {attemptsInDatabases} from './import/databases.ts';

/**
The attempts that a history has kept; none when there is none, or none that can be read.

@param files of the histories, one a workspace.
*/
export const keptAttempts = async (files: readonly string[]): Promise<readonly Attempt[]> => {
	const kept: (readonly Attempt[])[] = [];
	for (const file of files) {
		const reader = await openReader(file);
		try {
			kept.push(reader?.queries.attempts() ?? []);
		} catch {
			// A history that cannot be read is none; who writes it tells what is wrong with it.
		} finally {
			reader?.database.close();
		}
	}

	return kept.flat();
};

/** Everything that is known of attempts, each once: what was kept, what databases tell, what files tell. */
export const knownAttempts = (
	kept: readonly Attempt[],
	state: State,
	rows: readonly Row[],
): readonly Attempt[] =>
	mergeAttempts([
		kept,
		attemptsInDatabases(state).flatMap(({attempts}) => attempts),
		attemptsOf(rows),
	]);
