import * as z from 'zod';
import {obstacles} from '../../analysis/dependencies/standing.ts';
import {formatNames} from '../../model/format-name.ts';
import {statuses} from '../../model/status.ts';
import {linkStates} from './links.ts';

/*
The contract of `export --what dependencies --format json`. The published JSON Schema is made from it and
every output is tested against it. Not loaded by the command.
*/

const count = z.number().int().min(0);

const length = z
	.number()
	.min(0)
	.nullable()
	.describe('Milliseconds; null when no completed task tells how long such work takes.');

/** `metawatch export --what dependencies --format json` */
export const dependenciesExportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()).describe('Absolute paths.'),
		tasks: z.array(
			z.strictObject({
				key: z.string().describe('Unique, and stable over restarts.'),
				id: z.string(),
				title: z.string(),
				format: z.enum(formatNames),
				workspace: z.string(),
				group: z.string(),
				status: z.enum(statuses),
				standing: z
					.enum(['done', 'running', 'ready', 'waiting', 'person', 'stuck'])
					.describe('Whether it can start now; "stuck" cannot go on by itself.'),
				obstacle: z
					.enum(obstacles)
					.nullable()
					.describe('What holds it in the end; null: it is done.'),
				root: z.string().nullable().describe('Key of the task at which the waiting begins.'),
				holds: count.describe('Open tasks that wait for it, over all steps.'),
				pathMs: length.describe('From its start to the end of the longest way behind it.'),
				slackMs: length,
				isCritical: z.boolean().describe('It stands on the critical path.'),
			}),
		),
		dependencies: z.array(
			z.strictObject({
				from: z.string().describe('Key of the task that waits.'),
				to: z.string().nullable().describe('Key of the task it waits for, where one is known.'),
				raw: z.string().describe('As written.'),
				state: z.enum(linkStates),
			}),
		),
		cycles: z.array(
			z.strictObject({
				way: z.array(z.string()).describe('Keys: each waits for the next, the last for the first.'),
				members: z.array(z.string()).describe('Keys of all tasks that are tangled.'),
				isShortest: z
					.boolean()
					.describe('False: so many are tangled that a shorter way may exist.'),
				cut: z
					.strictObject({
						from: z.string(),
						to: z.string(),
						leaves: count.describe('Tasks that still stand in cycles after it.'),
					})
					.describe('The cheapest dependency of the way to give up.'),
			}),
		),
		criticalPath: z.strictObject({totalMs: length, tasks: z.array(z.string())}),
	})
	.describe('Output of "metawatch export --what dependencies --format json".');

export type DependenciesExport = z.infer<typeof dependenciesExportSchema>;
