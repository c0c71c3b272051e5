import * as z from 'zod';
import {formatNames} from '../model/format-name.ts';

/*
The contract of `next --start N --json`: one document a line. The published JSON Schema is made from it
and every line is tested against it. Not loaded by the command: what it writes is made by typed code.
*/

const head = {version: z.literal(1), at: z.iso.datetime({precision: 3})};
const unfinished = z.array(z.strictObject({key: z.string(), id: z.string(), reason: z.string()}));

/** One line of `metawatch next --start N --json` */
export const sprintLineSchema = z
	.discriminatedUnion('event', [
		z.strictObject({
			...head,
			event: z.literal('plan'),
			most: z.number().int().describe('Tasks that are started in all.'),
			sideBySide: z.number().int(),
			limitMs: z.number().describe('After it a command is ended.'),
			tasks: z
				.array(
					z.strictObject({
						key: z.string(),
						id: z.string(),
						title: z.string(),
						format: z.enum(formatNames),
						workspace: z.string().describe('Absolute path; the command runs in it.'),
						command: z.array(z.string()).describe('The program and its arguments; no shell.'),
					}),
				)
				.describe('What would be started now; the rest as it becomes ready.'),
			cannot: unfinished.describe('Ready tasks that have no command, and why.'),
			sharedFiles: z
				.array(
					z.strictObject({
						path: z.string().describe('Absolute path.'),
						tasks: z.array(z.string()).describe('Ids.'),
					}),
				)
				.describe('Files in which several of the tasks are recorded; empty without side by side.'),
		}),
		z.strictObject({
			...head,
			event: z.enum(['started', 'progress', 'ended', 'done', 'failed', 'retry', 'left']),
			task: z.string().describe('Its key.'),
			id: z.string(),
			text: z.string().describe('Title, stage or reason.'),
			delayMs: z.number().nullable().describe('Until the retry; null for all others.'),
			log: z.string().nullable().describe('Of "started": the file that gets all output.'),
		}),
		z.strictObject({
			...head,
			event: z.literal('summary'),
			done: z.array(z.string()).describe('Ids.'),
			failed: unfinished,
			left: unfinished.describe('Not known to have failed, but a person has to look.'),
			notStarted: z.number().int().describe('Ready tasks that were not started.'),
			reason: z.string().describe('Why it ended.'),
		}),
	])
	.describe('One line of "metawatch next --start N --json".');

export type SprintLine = z.infer<typeof sprintLineSchema>;
