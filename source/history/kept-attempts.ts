import type {Attempt} from '../model/attempt.ts';
import {openReader} from './history.ts';

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
