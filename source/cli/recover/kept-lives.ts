import path from 'node:path';
import {historyFile, openReader} from '../../history/history.ts';
import type {JournalHead} from '../../model/journal.ts';
import type {Transition} from '../../model/transition.ts';
import {triedTasks} from '../../recovery/tried-tasks.ts';
import {stateFolder, surroundings} from '../user-folders.ts';

/** What histories have kept of the tasks that recoveries were tried on. */
export const keptLives = async (
	workspaces: readonly string[],
	entries: readonly JournalHead[],
): Promise<readonly Transition[]> => {
	const tasks = triedTasks(entries);
	const lives: Transition[] = [];
	for (const workspace of tasks.length > 0 ? workspaces : []) {
		const reader = await openReader(path.join(stateFolder(surroundings(), workspace), historyFile));
		try {
			lives.push(...tasks.flatMap((task) => reader?.queries.lifeOf(task) ?? []));
		} finally {
			reader?.database.close();
		}
	}

	return lives;
};
