import {classifyError, type ErrorClass} from '../../../model/error-rules.ts';
import {mayRetry, retryDelay} from '../../../model/retry-rules.ts';
import type {TaskError} from '../../../model/task.ts';
import type {Sighting} from '../sighting.ts';
import type {SprintLimits, SprintTask} from './state.ts';

/** Whether a failed task is tried again, and when. */
export type RetryDecision =
	| {readonly type: 'retry'; readonly delayMs: number; readonly ordinal: number}
	| {readonly type: 'give-up'; readonly reason: string};

/** By the schedule of the error's category; what the files know of earlier tries counts too. */
export const decideRetry = (
	task: SprintTask,
	sighting: Sighting | null,
	error: TaskError,
	{seed}: SprintLimits,
): RetryDecision => {
	const own = task.starts - 1;
	const tried = Math.max(own, sighting?.retries ?? 0);
	const kind = classOf(error);
	if (!mayRetry(kind, tried)) {
		return {
			type: 'give-up',
			reason:
				kind.severity === 'critical'
					? `${error.message} (critical: trying again would make it worse)`
					: `${error.message} (${tried === 0 ? `no retry for ${kind.category}` : `after ${tried} ${tried === 1 ? 'retry' : 'retries'}`})`,
		};
	}

	const {least, most} = retryDelay(kind.category, tried);
	const share = shareOf(`${seed} ${task.key} ${task.starts}`);
	return {
		type: 'retry',
		delayMs: Math.round(least + (most - least) * share),
		ordinal: own + 1,
	};
};

const classOf = ({message, category, severity}: TaskError): ErrorClass => {
	const told = classifyError(message);
	return {category: category ?? told.category, severity: severity ?? told.severity};
};

/** From 0 to 1, the same for the same text (FNV-1a, 32 bits). */
const shareOf = (text: string): number => {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	}

	return hash / 2 ** 32;
};
