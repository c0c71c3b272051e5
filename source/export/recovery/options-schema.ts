import * as z from 'zod';
import {formatNames} from '../../model/format-name.ts';
import {statuses} from '../../model/status.ts';

/* The contract of `recover --json` without `--option`. Not loaded by the command. */

const option = z.strictObject({
	id: z.string().describe('Stable; for --option.'),
	title: z.string(),
	scope: z.enum(['task', 'group']),
	because: z.string(),
	against: z.array(z.string()),
	refusal: z.string().nullable().describe('Why it cannot be done now; null: it can be planned.'),
	changes: z.array(z.string()),
	command: z.string().nullable(),
	isGrave: z.boolean(),
	worked: z
		.strictObject({tries: z.number().int().min(0), successes: z.number().int().min(0)})
		.nullable()
		.describe('How often the task completed after it; null: nothing is known.'),
});

/** `metawatch recover --json` */
export const recoverReportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()).describe('Absolute paths.'),
		tasks: z.array(
			z.strictObject({
				key: z.string().nullable().describe('Null: these are the options of a whole group.'),
				id: z.string(),
				title: z.string().nullable(),
				format: z.enum(formatNames).nullable(),
				workspace: z.string().nullable(),
				status: z.enum(statuses).nullable(),
				attention: z.array(z.strictObject({code: z.string(), message: z.string()})),
				options: z.array(option),
			}),
		),
	})
	.describe('Output of "metawatch recover --json".');

export type RecoverReport = z.infer<typeof recoverReportSchema>;
