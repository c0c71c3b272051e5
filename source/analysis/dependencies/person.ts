import type {AttentionCode} from '../../model/attention.ts';
import type {Task} from '../../model/task.ts';

/** Reasons to look at a task that only a person can clear before it goes on. */
const asksPerson: ReadonlySet<AttentionCode> = new Set([
	'answer-needed',
	'review-needed',
	'merge-needed',
	'setup-needed',
	'cycle-limit',
]);

/** Why only a person can do a task, or bring it on; null when an agent can. */
export const personReason = ({humanRequired, attention}: Task): string | null =>
	humanRequired ??
	attention.find(({code, activeFrom}) => asksPerson.has(code) && activeFrom === undefined)
		?.message ??
	null;
