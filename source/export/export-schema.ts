import * as z from 'zod';
import {statuses} from '../model/status.ts';
import {errorCategories} from '../model/task.ts';
import {problemSchema, taskSchema} from './report-schema.ts';
import {transitionKinds} from './tables/history.ts';

/*
The contract of `export --format json`; what `metrics` and `dependencies` are written as stands in
`stats-schema.ts` and `dependencies/schema.ts`. The published JSON Schemas are made from it and every output
is tested against it. Not loaded by the command.
*/

const time = z.iso.datetime({precision: 3});
const count = z.number().int().min(0);

const headFor = (report: string) => ({
	version: z.literal(1),
	report: z.literal(report),
	generatedAt: time,
	workspaces: z.array(z.string()).describe('Absolute paths.'),
	filter: z.string().nullable().describe('As typed; null: none.'),
	since: time.nullable(),
	until: time.nullable(),
});

/** `metawatch export --what tasks --format json` */
export const tasksExportSchema = z
	.strictObject({...headFor('tasks'), tasks: z.array(taskSchema)})
	.describe('Output of "metawatch export --what tasks --format json".');

/** `metawatch export --what problems --format json` */
export const problemsExportSchema = z
	.strictObject({...headFor('problems'), problems: z.array(problemSchema)})
	.describe('Output of "metawatch export --what problems --format json".');

/** `metawatch export --what errors --format json` */
export const errorsExportSchema = z
	.strictObject({
		...headFor('errors'),
		errors: z
			.array(
				z.strictObject({
					pattern: z
						.string()
						.nullable()
						.describe('The message without what differs from one time to the next.'),
					category: z.enum(errorCategories),
					severity: z.enum(['critical', 'high', 'medium', 'low']),
					count,
					tasks: count.describe('Different tasks.'),
					agents: z.array(z.string()).describe('Those it happened to, most often first.'),
					firstAt: time.nullable(),
					lastAt: time.nullable(),
					byHour: z
						.array(count)
						.length(24)
						.describe('By hour of the day, on the clock of this machine.'),
					trend: z
						.enum(['rising', 'falling', 'steady'])
						.nullable()
						.describe('Against the window before; null: too little is known.'),
					recovered: count.describe('Failures whose task was completed later.'),
					of: count.describe('Failures.'),
					example: z
						.strictObject({key: z.string(), id: z.string(), message: z.string().nullable()})
						.describe('The latest.'),
					options: z.array(
						z.strictObject({
							option: z.string().nullable().describe('Null: tried again without any.'),
							title: z.string(),
							tried: count,
							worked: count,
							open: count.describe('It is not known yet.'),
						}),
					),
				}),
			)
			.describe('Most often first.'),
	})
	.describe('Output of "metawatch export --what errors --format json".');

/** `metawatch export --what history --format json` */
export const historyExportSchema = z
	.strictObject({
		...headFor('history'),
		transitions: z
			.array(
				z.strictObject({
					at: time.nullable(),
					key: z.string(),
					id: z.string(),
					title: z.string(),
					what: z.enum(transitionKinds),
					from: z.string().nullable(),
					to: z.string().nullable(),
					status: z.enum(statuses).describe('Of the task, afterwards.'),
				}),
			)
			.describe('Newest first.'),
	})
	.describe('Output of "metawatch export --what history --format json".');
