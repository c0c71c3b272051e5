import * as z from 'zod';
import {formatNames} from '../model/format-name.ts';
import {statuses} from '../model/status.ts';
import {obstacles} from '../analysis/dependencies/standing.ts';

/*
The contract of `next --json`. The published JSON Schema is made from it and every output is tested
against it. Not loaded by the command: what it writes is made by typed code.
*/

const count = z.number().int().min(0);

const length = z
	.number()
	.min(0)
	.nullable()
	.describe('Milliseconds; null when no completed task tells how long such work takes.');

const named = {
	key: z.string().describe('Unique, and stable over restarts.'),
	id: z.string().describe('What people call it; several tasks may share it.'),
	title: z.string(),
	format: z.enum(formatNames),
	workspace: z.string().describe('Absolute path.'),
	group: z.string().describe('The folder or list it belongs to, for people.'),
	status: z.enum(statuses),
};

const startable = {
	...named,
	priority: z.string().nullable().describe('As written.'),
	priorityRank: z.number().nullable().describe('0 is the most urgent.'),
	score: z.number().nullable(),
	holds: count.describe('Open tasks that wait for this one, over all steps.'),
	pathMs: length.describe(
		'From its start to the end of the longest way behind it, itself included.',
	),
	slackMs: length.describe('How much later it may be done without making all of it later.'),
	estimateMs: length,
	estimateBasis: z.string().describe('What the estimate rests on.'),
	command: z.string().nullable().describe('What to type to start it; metawatch never runs it.'),
	notes: z.array(z.string()).describe('What cannot be checked from here: things outside.'),
};

/** `metawatch next --json` */
export const nextReportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()).describe('Absolute paths.'),
		summary: z.strictObject({
			open: count.describe('Tasks that are not completed, cancelled or skipped.'),
			ready: count.describe('Tasks that can start now; "next" has the first of them.'),
			running: count,
			needsPerson: count,
			waiting: count.describe('All others that are open.'),
		}),
		next: z.array(z.strictObject(startable)).describe('What to start, the first on top.'),
		needsPerson: z
			.array(z.strictObject({...startable, reason: z.string()}))
			.describe('Could start now, but only a person can do it.'),
		waiting: z
			.array(
				z.strictObject({
					...named,
					obstacle: z
						.enum(obstacles)
						.describe('What holds it in the end; "ready" and "running": only time.'),
					root: z.string().describe('Key of the task at which the waiting begins.'),
					reason: z.string().describe('Why it cannot start, in one line.'),
				}),
			)
			.describe('All other open tasks that do not run.'),
		criticalPath: z.strictObject({
			totalMs: length,
			tasks: z
				.array(z.strictObject({key: z.string(), id: z.string()}))
				.describe('In the order they have to be done.'),
		}),
		schedule: z
			.strictObject({
				agents: count,
				makespanMs: z
					.strictObject({low: z.number(), likely: z.number(), high: z.number()})
					.nullable()
					.describe('A quarter of such tasks took less than low, a quarter more than high.'),
				assignments: z.array(
					z.strictObject({
						key: z.string(),
						id: z.string(),
						agent: count.describe('From 1.'),
						startMs: length.describe('From generatedAt.'),
						endMs: length,
					}),
				),
				notScheduled: z
					.array(z.string())
					.describe('Keys of open tasks that nobody can be given: they need a person first.'),
			})
			.nullable()
			.describe('With --agents: the open work over so many agents.'),
	})
	.describe('Output of "metawatch next --json".');

export type NextReport = z.infer<typeof nextReportSchema>;
