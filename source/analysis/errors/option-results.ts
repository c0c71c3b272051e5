import type {JournalEntry} from '../../model/journal.ts';
import {type Failure, momentOf} from './failures.ts';

/** What an option of recovery achieved after failures of one pattern. */
export type OptionResult = {
	/** The option, or null: it was tried again without any that metawatch knows of. */
	readonly option: string | null;
	readonly title: string;
	/** How often it was followed by another attempt that has ended. */
	readonly tried: number;
	/** How often that attempt was completed. */
	readonly worked: number;
	/** How often it is not known yet: nothing came after, or it still runs. */
	readonly open: number;
};

/** What was applied for a task, the oldest first. Made once for all patterns. */
export type AppliedSteps = ReadonlyMap<
	string,
	readonly {readonly at: number; readonly option: string; readonly title: string}[]
>;

/** Steps of plans that were written and stayed: what was taken back or undone helped nobody. */
export const appliedStepsOf = (journal: readonly JournalEntry[]): AppliedSteps => {
	const steps = new Map<string, {at: number; option: string; title: string}[]>();
	for (const {plan, at, state} of journal) {
		for (const {task, option, title} of state === 'applied' ? plan.steps : []) {
			if (task !== null) {
				steps.set(task, [...(steps.get(task) ?? []), {at, option, title}]);
			}
		}
	}

	for (const known of steps.values()) {
		known.sort((a, b) => a.at - b.at);
	}

	return steps;
};

/**
What was done after each failure, before the next attempt began, and how that attempt ended. Options tried
most often first; each counts once a failure. `null` tells how it went without, to compare.
*/
export const optionResultsOf = (
	failures: readonly Failure[],
	applied: AppliedSteps,
): readonly OptionResult[] => {
	const results = new Map<
		string | null,
		{title: string; tried: number; worked: number; open: number}
	>();
	for (const failure of failures) {
		const {next} = failure;
		for (const [option, title] of chosenAfter(failure, applied)) {
			const result = results.get(option) ?? {title, tried: 0, worked: 0, open: 0};
			results.set(option, result);
			if (next === null || next.outcome === 'running') {
				result.open++;
			} else {
				result.tried++;
				result.worked += next.outcome === 'completed' ? 1 : 0;
			}
		}
	}

	return [...results]
		.map(([option, result]) => ({option, ...result}))
		.sort((a, b) => b.tried - a.tried || b.worked - a.worked || (a.title < b.title ? -1 : 1));
};

/** Option -> its title. Without any, the task was tried again all the same, or nothing was done. */
const chosenAfter = (
	{attempt, next}: Failure,
	applied: AppliedSteps,
): ReadonlyMap<string | null, string> => {
	const from = momentOf(attempt);
	const until = next?.startedAt ?? next?.endedAt ?? Infinity;
	const chosen =
		from === null
			? []
			: (applied.get(attempt.task) ?? []).filter(({at}) => at >= from && at <= until);
	if (chosen.length > 0) {
		return new Map(chosen.map(({option, title}) => [option, title]));
	}

	return next === null ? new Map() : new Map([[null, 'tried again without an option']]);
};
