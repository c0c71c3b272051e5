import * as z from 'zod';
import {formatNames} from '../model/format-name.ts';
import {errorGroupsSchema, forecastSchema} from './insight-schema.ts';

/*
The contract of `stats --json`. The published JSON Schema is made from it and every output is tested
against it. Not loaded by the command: what it writes is made by typed code.
*/

const count = z.number().int().min(0);
const time = z.iso.datetime({precision: 3}).nullable().describe('null: not known.');
const milliseconds = z.number().min(0);

const distribution = z
	.strictObject({
		count,
		mean: milliseconds,
		median: milliseconds,
		p95: milliseconds.describe('95th percentile, by linear interpolation (Hyndman-Fan type 7).'),
		minimum: milliseconds,
		maximum: milliseconds,
		total: milliseconds,
	})
	.nullable()
	.describe('Milliseconds of attempts whose length is told credibly; null: there are none.');

const rate = z
	.strictObject({
		successes: count,
		count,
		share: z.number().min(0).max(1),
		low: z.number().min(0).max(1),
		high: z.number().min(0).max(1),
	})
	.nullable()
	.describe('A share, with the ends of its 95 % interval (Wilson); null: nothing was counted.');

const group = z.strictObject({
	name: z.string().nullable().describe('null: nothing tells it.'),
	attempts: count,
	success: rate,
	completed: distribution,
	failed: distribution,
});

const outstanding = z.strictObject({
	key: z.string(),
	id: z.string(),
	title: z.string(),
	value: z.number().describe('Milliseconds of a mean attempt, or retries.'),
	attempts: count,
});

const half = z.strictObject({completed: count, failed: count});

/** `metawatch stats --json` */
export const statsReportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()).describe('Absolute paths.'),
		population: z
			.strictObject({
				text: z.string().describe('The same in words.'),
				attempts: count,
				tasks: count.describe('Tasks among them.'),
				known: count.describe('All tasks that success of tasks counts, tried or not.'),
				from: time,
				until: time,
				formats: z.array(z.enum(formatNames)),
				since: time.describe('As asked for; null: from the first.'),
				before: time.describe('As asked for; null: to the last.'),
				filter: z.string().nullable(),
				withoutDuration: count.describe(
					'Completed and failed attempts without a credible length: in no duration.',
				),
				withoutTime: count.describe('Left out of the window because nobody knows when they were.'),
				running: count,
				sources: z.strictObject({observed: count, files: count, imported: count}),
			})
			.describe('Whom all other figures are about.'),
		success: z.strictObject({
			tasks: rate.describe('Tasks: completed among completed and failed.'),
			attempts: rate.describe('Attempts: completed among completed and failed.'),
			interrupted: count,
			cancelled: count,
		}),
		durations: z.strictObject({
			completed: distribution,
			failed: distribution,
			histogram: z
				.array(z.strictObject({from: milliseconds, until: milliseconds.nullable(), count}))
				.describe('Of completed attempts; "until" is not in the bin, null: without end.'),
		}),
		by: z.strictObject({
			format: z.array(group),
			agent: z.array(group),
			kind: z.array(group),
		}),
		stages: z
			.array(
				z.strictObject({
					name: z.string(),
					attempts: count,
					durations: distribution,
					share: z.number().min(0).max(1).nullable().describe('Of the time of all stages.'),
					failures: rate.describe('Ended in it as failed or interrupted.'),
				}),
			)
			.describe('The one that takes most time in all first.'),
		throughput: z
			.strictObject({
				unit: z.enum(['hour', 'day', 'week']),
				perDay: z.number().nullable().describe('Completed attempts a day.'),
				buckets: z.array(z.strictObject({at: time, completed: count, failed: count})),
				earlier: half,
				later: half,
			})
			.nullable()
			.describe('null: nobody knows when anything ended.'),
		retries: z.strictObject({
			total: count,
			tasks: count.describe('Tasks that were retried.'),
			recovered: rate.describe('Failed attempts of a task that was completed later.'),
			tries: z.array(
				z.strictObject({
					number: count.describe('1 for the first since the last success; 6: that and beyond.'),
					success: rate,
				}),
			),
		}),
		slow: z.array(outstanding).describe('Tasks whose mean attempt takes longer than slowSeconds.'),
		oftenRetried: z.array(outstanding),
		thresholds: z.strictObject({slowSeconds: z.number(), oftenRetried: z.number()}),
		correlations: z.array(
			z.strictObject({
				id: z.enum(['priority-success', 'points-duration', 'dependencies-retries']),
				title: z.string(),
				tasks: count,
				rho: z.number().min(-1).max(1).nullable().describe("Spearman's; null: see says."),
				isBeyondChance: z.boolean().nullable(),
				says: z.string(),
			}),
		),
		anomalies: z.array(
			z.strictObject({
				kind: z.enum(['duration', 'gap', 'retries']),
				key: z.string(),
				id: z.string(),
				at: time,
				score: z.number().describe('Modified z score; more than 3.5 either way.'),
				reason: z.string(),
			}),
		),
		errors: errorGroupsSchema,
		forecast: forecastSchema,
	})
	.describe('Output of "metawatch stats --json".');

export type StatsReport = z.infer<typeof statsReportSchema>;
