import * as z from 'zod/mini';
import {alertRuleIds} from '../model/alert.ts';
import {formatNames} from '../model/format-name.ts';
import {statuses} from '../model/status.ts';

const time = z.string().check(z.describe('ISO 8601, UTC.'));

/** What a webhook is sent. Published as `schema/alert.schema.json`. */
export const alertBodySchema = z
	.object({
		version: z.literal(1),
		rule: z.enum(alertRuleIds),
		title: z.string().check(z.describe('What happened, in one or two words.')),
		message: z.string().check(z.describe('In one line; of several tasks their number.')),
		at: time,
		latestAt: time,
		count: z
			.int()
			.check(z.describe('How many tasks it stands for; 1 when it is about all together.')),
		workspaces: z.array(z.string()),
		tasks: z
			.array(
				z.object({
					key: z.string(),
					id: z.string(),
					title: z.string(),
					format: z.enum(formatNames),
					workspace: z.string(),
					status: z.enum(statuses),
				}),
			)
			.check(z.describe('The first ones, at most 50; none when it is about all together.')),
	})
	.check(z.describe('One alert of metawatch, as it is sent to a webhook.'));

export type AlertBody = z.infer<typeof alertBodySchema>;
