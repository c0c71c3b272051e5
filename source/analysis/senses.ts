import {type Presence, presenceUnknown} from '../model/presence.ts';
import type {Task} from '../model/task.ts';
import type {FalseAlarm} from './false-alarm.ts';
import type {Threshold} from './threshold.ts';

/**
What metawatch has sensed apart from the files, as a value: rows are judged anew when it is another
object.
*/
export type Senses = {
	/** What was learned about silences of this kind of task; undefined: nothing yet. */
	readonly thresholdOf: (task: Task, scale: number) => Threshold | undefined;
	/** Epoch ms at which the files were seen to say something else about an active task, or null. */
	readonly changedAt: (task: Task) => number | null;
	/** The last time such a task was given up and moved again, or null. */
	readonly falseAlarmOf: (task: Task) => FalseAlarm | null;
	/** Agent processes in a workspace. */
	readonly presenceOf: (workspace: string) => Presence;
};

/** Before anything was sensed: only the files speak. */
export const noSenses: Senses = {
	thresholdOf: () => undefined,
	changedAt: () => null,
	falseAlarmOf: () => null,
	presenceOf: () => presenceUnknown,
};
