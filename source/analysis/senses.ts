import {type Presence, presenceUnknown} from '../model/presence.ts';
import type {Task} from '../model/task.ts';
import type {Threshold} from './threshold.ts';

/**
What metawatch has sensed apart from the files, as a value: rows are judged anew when it is another
object.
*/
export type Senses = {
	/** What was learned about silences of this kind of task; undefined: nothing yet. */
	readonly thresholdOf: (task: Task, scale: number) => Threshold | undefined;
	/** Agent processes in a workspace. */
	readonly presenceOf: (workspace: string) => Presence;
};

/** Before anything was sensed: only the files speak. */
export const noSenses: Senses = {
	thresholdOf: () => undefined,
	presenceOf: () => presenceUnknown,
};
