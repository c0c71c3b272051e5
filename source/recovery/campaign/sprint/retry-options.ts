import type {FormatName} from '../../../model/format-name.ts';

/** Options that make a failed task ready again, by what is tried first; ids as the formats give them. */
export const retryOptions: Readonly<Record<FormatName, readonly string[]>> = {
	kiro: ['restart', 'resume', 'release'],
	'return-meta': ['log-interruption', 'clean-return-meta'],
	'tasks-meta': ['retry'],
	backlog: ['retry', 'requeue'],
};
