import * as z from 'zod';
import {alertRuleIds} from '../../model/alert.ts';
import {statuses} from '../../model/status.ts';
import {problemSchema} from '../report-schema.ts';
import {transitionKinds} from '../tables/history.ts';

/*
The contract of `export --watch`: one document a line. The published JSON Schema is made from it and every
line is tested against it. Not loaded by the command: what it writes is made by typed code.
*/

const head = {
	version: z.literal(1),
	at: z.iso.datetime({precision: 3}).describe('When metawatch saw it.'),
};

const count = z.number().int().min(0);

/** One line of `metawatch export --watch` */
export const liveLineSchema = z
	.discriminatedUnion('event', [
		z.strictObject({
			...head,
			event: z.literal('start'),
			workspaces: z.array(z.string()).describe('Absolute paths.'),
			filter: z.string().nullable(),
			tasks: count.describe('Tasks that match, as it begins.'),
			problems: count,
		}),
		z.strictObject({
			...head,
			event: z.literal('transition'),
			key: z.string().describe('Of the task.'),
			id: z.string(),
			title: z.string(),
			what: z.enum(transitionKinds),
			from: z.string().nullable(),
			to: z.string().nullable(),
			status: z.enum(statuses).describe('Of the task, afterwards.'),
		}),
		z.strictObject({
			...head,
			event: z.enum(['problem-appeared', 'problem-cleared']),
			...problemSchema.shape,
		}),
		z.strictObject({
			...head,
			event: z.literal('alert'),
			rule: z.enum(alertRuleIds),
			message: z.string(),
			count: count.describe('Tasks that are folded into it.'),
			tasks: z.array(z.string()).describe('Keys of the first ones; none: it is about all.'),
		}),
		z.strictObject({
			...head,
			event: z.literal('end'),
			reason: z.string(),
		}),
	])
	.describe('One line of "metawatch export --watch".');

export type LiveLine = z.infer<typeof liveLineSchema>;
