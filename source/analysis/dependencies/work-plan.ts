import type {Status} from '../../model/status.ts';
import type {Row} from '../rows.ts';
import {type CriticalPath, criticalPathOf} from './critical-path.ts';
import type {Dependencies} from './dependencies.ts';
import {type Estimates, estimatesOf} from './estimates.ts';
import {type Plan, planOf} from './next.ts';
import {type Schedule, scheduleOf} from './schedule.ts';
import {type Standings, standingsOf} from './standing.ts';

/** Everything about the open work at a moment: who waits for whom, how long it takes, what is next. */
export type WorkPlan = {
	readonly standings: Standings;
	readonly estimates: Estimates;
	readonly path: CriticalPath;
	readonly plan: Plan;
	/** The row of each task, by position. */
	readonly rows: readonly Row[];
	/** Lists that have open tasks: with several of them, an id alone does not say which is meant. */
	readonly groups: number;
};

/** @param rows one for every task, in any order. */
export const workPlanOf = ({graph}: Dependencies, rows: readonly Row[]): WorkPlan => {
	const byKey = new Map(rows.map((row) => [row.task.key, row]));
	const ordered = graph.tasks.map(({key}) => byKey.get(key)!);
	const statuses = graph.tasks.map(
		({status}, position): Status => ordered[position]?.status ?? status,
	);
	const standings = standingsOf(graph, statuses);
	const estimates = estimatesOf(graph.tasks);
	const path = criticalPathOf(standings, estimates);
	const open = graph.tasks.filter((_, position) => standings.standings[position] !== 'done');
	return {
		standings,
		estimates,
		path,
		plan: planOf(standings, path),
		rows: ordered,
		groups: new Set(open.map(({workspace, group}) => `${workspace}\n${group}`)).size,
	};
};

/** A schedule for the middle of all lengths, and how long it takes when all are short or all are long. */
export type Outlook = {
	readonly likely: Schedule;
	readonly low: number;
	readonly high: number;
};

/**
The open work over so many agents, from now on. What runs already needs only the rest of its time.

@param now epoch milliseconds.
*/
export const outlookOf = (
	{standings, estimates, path, rows}: WorkPlan,
	agents: number,
	now: number,
): Outlook => {
	const left = (lengths: Float64Array): Float64Array =>
		lengths.map((length, position) => {
			const since =
				standings.standings[position] === 'running' ? rows[position]?.runningSince : null;
			return estimates.unit === 'tasks' || since === null || since === undefined
				? length
				: Math.max(0, length - Math.max(0, now - since));
		});
	const schedule = (lengths: Float64Array): Schedule =>
		scheduleOf(standings, agents, left(lengths), path.tails);
	const likely = schedule(estimates.likely);
	// Shorter work dealt out again may end later (Graham's anomaly), but not as an answer to a person.
	return {
		likely,
		low: Math.min(likely.makespan, schedule(estimates.low).makespan),
		high: Math.max(likely.makespan, schedule(estimates.high).makespan),
	};
};
