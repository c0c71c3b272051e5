import {reasonOf} from '../analysis/dependencies/reason.ts';
import {outlookOf, type WorkPlan} from '../analysis/dependencies/work-plan.ts';
import type {NextReport} from './next-schema.ts';

export type NextInput = {
	readonly workPlan: WorkPlan;
	readonly workspaces: readonly string[];
	/** How many of the ready tasks are named. */
	readonly limit: number;
	/** For a schedule; null: none is wanted. */
	readonly agents: number | null;
	/** Epoch milliseconds. */
	readonly now: number;
};

/** The document of `next --json`; the order of its keys is part of the contract. */
export const nextReport = (input: NextInput): NextReport => {
	const {workPlan, workspaces, limit, agents, now} = input;
	const {standings, path, plan, estimates} = workPlan;
	const {tasks} = standings.graph;
	const waiting = plan.others.filter((position) => standings.standings[position] !== 'running');
	const running = plan.others.length - waiting.length;
	const inTime = (value: number): number | null =>
		estimates.unit === 'milliseconds' ? Math.round(value) : null;
	return {
		version: 1,
		generatedAt: new Date(now).toISOString(),
		workspaces: [...workspaces],
		summary: {
			open: plan.ready.length + plan.person.length + plan.others.length,
			ready: plan.ready.length,
			running,
			needsPerson: plan.person.length,
			waiting: waiting.length,
		},
		next: plan.ready.slice(0, limit).map((position) => startable(workPlan, position, inTime)),
		needsPerson: plan.person.map((position) => ({
			...startable(workPlan, position, inTime),
			reason: whyOf(input, position),
		})),
		waiting: waiting.map((position) => ({
			...named(workPlan, position),
			obstacle: standings.obstacles[position] ?? 'stuck',
			root: tasks[standings.roots[position]!]?.key ?? tasks[position]!.key,
			reason: whyOf(input, position),
		})),
		criticalPath: {
			totalMs: inTime(path.total),
			tasks: path.way.map((position) => ({
				key: tasks[position]!.key,
				id: tasks[position]!.id,
			})),
		},
		schedule: agents === null ? null : schedule(workPlan, agents, now, inTime),
	};
};

type InTime = (value: number) => number | null;

const whyOf = ({workPlan: {standings, rows}, now}: NextInput, position: number): string =>
	reasonOf(standings, position, now, (other) => rows[other]?.runningSince ?? null) ?? 'unknown';

const named = ({standings}: WorkPlan, position: number) => {
	const {key, id, title, format, workspace, group} = standings.graph.tasks[position]!;
	return {key, id, title, format, workspace, group, status: standings.statuses[position]!};
};

const startable = (workPlan: WorkPlan, position: number, inTime: InTime) => {
	const {standings, path, estimates} = workPlan;
	const {priority, score, command} = standings.graph.tasks[position]!;
	const outside = standings.graph.looseEnds
		.get(position)
		?.filter(({kind}) => kind === 'external')
		.map(({dependency}) => `check yourself: ${dependency.raw}`);
	return {
		...named(workPlan, position),
		priority: priority?.raw ?? null,
		priorityRank: priority?.rank ?? null,
		score,
		holds: standings.held[position]!,
		pathMs: inTime(path.tails[position]!),
		slackMs: inTime(path.slacks[position]!),
		estimateMs: inTime(estimates.likely[position]!),
		estimateBasis: estimates.basisOf(position),
		command,
		notes: outside ?? [],
	};
};

const schedule = (
	workPlan: WorkPlan,
	agents: number,
	now: number,
	inTime: InTime,
): NonNullable<NextReport['schedule']> => {
	const {likely, low, high} = outlookOf(workPlan, agents, now);
	const {tasks} = workPlan.standings.graph;
	return {
		agents,
		makespanMs:
			workPlan.estimates.unit === 'milliseconds'
				? {low: Math.round(low), likely: Math.round(likely.makespan), high: Math.round(high)}
				: null,
		assignments: likely.assignments.map(({position, agent, start, end}) => ({
			key: tasks[position]!.key,
			id: tasks[position]!.id,
			agent: agent + 1,
			startMs: inTime(start),
			endMs: inTime(end),
		})),
		notScheduled: likely.left.map((position) => tasks[position]!.key),
	};
};
