import path from 'node:path';
import type {WorkPlan} from '../analysis/dependencies/work-plan.ts';
import {prospectsOf} from '../analysis/forecast/prospects.ts';
import {etaSentence} from '../analysis/forecast/wording.ts';
import {historyFile} from '../history/history.ts';
import {keptAttempts} from '../history/kept-attempts.ts';
import {keptRecord} from '../history/kept-record.ts';
import {knownAttempts} from '../history/known-attempts.ts';
import {localClock} from '../ui/local-time.ts';
import type {Taken} from './snapshot.ts';
import {stateFolder, surroundings} from './user-folders.ts';

/** When everything will be done, in one line, from all that is known; null: nothing can be said. */
export const etaLine = async (
	{workspaces, settings, state, rows, now}: Taken,
	plan: WorkPlan,
	agents: number | null,
): Promise<string | null> => {
	const files = settings.history.isEnabled
		? workspaces.map((workspace) => path.join(stateFolder(surroundings(), workspace), historyFile))
		: [];
	const {settled} = await keptRecord(files);
	const {work} = prospectsOf({
		attempts: knownAttempts(await keptAttempts(files), state, rows),
		rows,
		plan,
		now,
		settled,
		agents,
	});
	return etaSentence(work, now, (at) => localClock(at, now));
};
