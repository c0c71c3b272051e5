import type {Option, Recovery} from '../../recovery.ts';
import {humanRequired} from './human-required.ts';
import {markFailed} from './mark-failed.ts';
import {planStatus} from './plan-status.ts';
import {releaseBlocker} from './release-blocker.ts';
import {requeue} from './requeue.ts';
import {resetAll} from './reset-all.ts';
import {resetTask} from './reset-task.ts';
import {retry} from './retry.ts';
import {type Situation, situationOf} from './situation.ts';

/** What can be done for a task, what is likelier wanted first. */
const ofTask: readonly ((situation: Situation) => readonly Option[])[] = [
	requeue,
	retry,
	markFailed,
	releaseBlocker,
	humanRequired,
	resetTask,
	planStatus,
];

/** Gets the tasks of a backlog going again: its rows, and the executions in the database beside it. */
export const recovery: Recovery = {
	options(input) {
		const {group, task} = situationOf(input);
		return input.subject === null
			? resetAll(group)
			: task
				? ofTask.flatMap((options) => options(task))
				: [];
	},
};
